from huiying.faces.cli.main import main

main()
