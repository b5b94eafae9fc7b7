"""The commands for outsiders: none of them needs an office."""

from huiying.faces.witness.verify import verify

COMMANDS = (verify,)
