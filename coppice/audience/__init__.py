"""Who may see this? The one rule of privacy, and the rows it reads. Floor 3.

Every thing a person makes is an `Item`. The rule (`audience.rule`) is written once, in SQL, and asked in three
directions:
`Item.objects.visible_to(viewer)`, `item.is_visible_to(viewer)` and `item.viewers()`. Comments, files, revisions and
notices hang on an Item and are visible where it is.

Words: *reach* (how far its author lets a thing go), *grant* (somebody named may see it, for a reason, until an end),
*lent through* (whoever sees that may see this), *link* (whoever holds the address may see it), *block*.
"""
