"""The commands for outsiders, and the signer: none of them needs an office."""

from huiying.faces.witness.signer import signer
from huiying.faces.witness.verify import verify
from huiying.faces.witness.witness import witness

COMMANDS = (verify, witness, signer)
