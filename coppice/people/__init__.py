"""Who somebody is here: a profile, expertise, offers, and the directory that finds them. Floor 6.

Words: *line* (one thing somebody says of themselves: a fact, a statement or an offer, each with its own audience),
*statement* (what one can help with or wants to learn), *skill* (a row of the shared vocabulary), *word* (a name of a
skill), *listed*, *contactable* and *askable* (three choices, none of which follows from another).
"""
