"""The joint of mails: each becomes a voice, is added to one, or waits for a person who looks at it."""
