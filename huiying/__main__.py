from huiying.config.commands import main

main()
