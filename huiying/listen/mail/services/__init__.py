"""What can be done with mails: one file per act."""
