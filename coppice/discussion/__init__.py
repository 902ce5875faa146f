"""What people say about it: comments in the margin, anchored to passages. Floor 5.

A comment belongs to one item and is seen only by the item's author and the people asked by name to read it: not by a
group or the public, even where they can read the text. Whoever has a link for comments is a *guest*: they see what they
wrote themselves and what the author answered. What somebody keeps to themselves is seen by nobody else. All of that is
`discussion.models.hearing`.

Words: a *comment* opens a *thread* of replies; its *anchor* says which passage it speaks of (`discussion.anchors`); a
thread is *resolved* when what it asked is settled, and can be reopened; a *visit* remembers for one reader alone what
they had seen.

For a page that shows an item's texts: `board = threads.board(item, viewer, {code: html})`, then for each text
`{% include "discussion/text.html" with text=board.texts.description %}` (its passages with their notes beside them),
`{% include "discussion/notes.html" with threads=board.loose %}` (about no passage), and for a page on which the text is
being written `{% include "discussion/notes.html" with threads=board.all %}`. `board.can_comment` says who may.
"""
