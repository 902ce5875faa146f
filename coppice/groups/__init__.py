"""Who belongs together? Group, Membership, and the facilitators who tend a group. Floor 2."""
