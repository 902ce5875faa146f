"""Who somebody is here: a profile, expertise, offers, and the directory that finds them."""
