"""Going out into the world, to addresses that people wrote: never into the own network, and never for long.

Words: *visit* (to ask an address whether it opens), *answer* (what came of it), *network* (how names are resolved and
machines reached).
"""
