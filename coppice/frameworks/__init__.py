"""Frameworks of professional practice as data: what a scheme asks for, in which pathways, and what is still missing.

Words: an **edition** is one published version of a **framework** and never changes. A framework has **pathways** (the
award one goes for), **sections** (a tree; what one writes, in **facets** such as description, evidence, reflection),
**principles** (or dimensions, shown across sections) and **rules** (what must be covered). **Codes** are kept with
answers and entries; **ids** tie the same thing together across versions. Nothing in code knows any one scheme: they
are files in `data/`, described in docs/frameworks.md. Whoever **leads** a scheme writes the next edition as a **draft**
(`models/draft.py`, `drafting/`). Floor 6; knows no portfolio and no journal.

For the floors above:

    Edition.objects.offered()            the newest edition of each framework, for a choice
    Edition.objects.named("x", "2019")   one edition, or Edition.DoesNotExist
    edition.framework                    the Framework; parsed once in a process, no query after that
    edition.get_absolute_url()           its reading page; edition.url_of("1a") the guidance for a section or principle

    framework.pathways, .pathway(code)   Pathway(code, title, level, award, about); KeyError when there is none
    framework.sections_for(pathway)      tuple of Placement(node, min, max | None, position, examples, certainty):
                                         what one writes, in order; max None = as often as you like;
                                         placement.is_required, placement.may_repeat
    framework.nodes, .node(code)         every Node by code, groups included: id, code, title, kind (group, writing,
                                         declaration, whole), asks, facets, guidance, words, marking, is_graded, label
    framework.principles, .principle(c)  Principle(id, code, title, group, about, questions), label
    framework.principle_groups, .principles_of(group)
    node.facets                          Facet(code, title, prompt): the texts of a section; their codes are stable
    node.words                           None or Words(least, most, by_scheme): advice, never a stop
    node.guidance                        Guidance(text, questions, pitfalls, hints), all tuples
    framework.codes()                    Code("slug:code", label, kind "principle" | "section", group): for a choice
    framework.unmet(pathway, counts, covered, by_section=None)
                                         tuple of Unmet(sentence, codes, weight "required" | "advised", certainty, rule,
                                         section); counts {node code: how many}, covered {principle codes}
    framework.rules_for(pathway), framework.scales, .renewal, .assessors, .unverified, .facets
    holders.register(who_writes)         tell who writes against an edition, so that they hear of a newer one
    renamed(codes, old, new, …)          what each code is called in another edition (moving.py)
"""
