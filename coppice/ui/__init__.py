"""How Coppice looks and reads. Floor 0: no data, no knowledge of any kind of content.

One idea: **every page is a text with a margin.** Look at every component together at `/demo/look/`.

Wiring: app `coppice.ui`, context processor `coppice.ui.context.look`, `FORM_RENDERER =
"coppice.ui.forms.FormRenderer"`, `CSRF_FAILURE_VIEW = "coppice.ui.views.csrf_failure"`, `coppice.ui.urls` at the root.
The app that composes the site gives each template a `shell` (`coppice.ui.shell.Shell`).

Pages: `{% extends %}` one of
    ui/page.html   text and margin. Blocks: title, heading, lede, trail, text, margin, head, scripts; `sheet` replaces
                   all between the messages and the end of the sheet; `body_attributes`. The h1 is made for you.
    ui/wide.html   the same blocks without a column beside: tables, coverage, comparison.
    ui/bare.html   one narrow sheet without navigation: signing in, errors.

A margin beside one passage (page.html, leave the block `margin` empty):
    {% beside "Heading" %}…{% endbeside %}  a note that floats out of the text beside what follows it, or, in block
    `sheet`, rows of  <div class="passage"><div class="text">…</div><aside class="beside-it">…</aside></div>

Forms: `<form method="post" class="form">{% csrf_token %}{{ form }}<div class="buttons">…</div></form>`; `{{ form }}`
    draws summary, labels, help and errors. Field by field: {% summary form name="…" %} with labels of
    its own, then {% field form.name help="…" %}. By hand: <div class="field"><label for=…>…</label><div class="help"
    id=…>…</div><input …></div>.
    Each form is sent once only, and its button says data-busy="Saving…" meanwhile; data-often turns that off.
    data-guard on a form: asks before what was typed is left behind.

Tags, `{% load ui %}`:
    {% moment datetime %}           today, 14:05 · Saturday 21 November, 14:05, as <time> in the reader's zone
    {% day date_or_datetime %}      today · Saturday 21 November · 3 March 2024; first=True begins with a capital
    {% status "half" "In progress" %}   shapes none started half full done attention danger; always with a word
    {% empty "Heading" "What will be here and why it helps." action="Capture something" url=… %}
    {% confirm "Remove…" "Yes, remove it" url=… explanation=… method="DELETE" name=… value=… %}   asks once more
    {% progress url done total "Reading your document" finished=… %}   polls url, which must show it again, id progress
    <p{% spoken language %}>         marks words that are in another language than the page, such as a framework's
    {% names things as them %}        names that lead to their pages, to stand in a sentence
    {% pager newer=url older=url %}   keyset pages
    {% tabs "Label" places %}         places: objects or dicts with name, url, here, count
    {% include "ui/trail.html" with places=… only %}   breadcrumbs, in block trail
    {% include "ui/person.html" with name=… url=… only %}

Plain HTML with a class (one class a component, variants by data-attribute):
    button      <button class="button" data-kind="second|quiet|danger">Words</button>, also on <a>; without data-kind
                the one main action of a page. Several in <div class="buttons">. <button class="link"> looks like a link
    rows        <ul class="rows"><li class="row"><a class="row-title" href=…>meaning</a><p class="row-words">…</p>
                <p class="row-context"><span>context</span><span>…</span></p></li></ul>
    prose       <div class="prose">what people wrote</div>: long reading. .lede under a heading, .context a small line
    who         <p class="who"><strong>Only you</strong> can see this. <a>Change</a></p>
    margin      in the margin use <section><h2>…</h2>…</section>: small italic headings, interface type
    note        <article class="note" id=… data-state="resolved" data-new><p class="note-who">…</p>
                <blockquote class="note-quote">…</blockquote><div class="note-said">…</div>
                <ul class="note-replies"><li><article class="note">…</li></ul>
                <div class="note-actions">…</div></article>
                <mark data-note=id>passage</mark>; .changed-passage for "this passage was changed"
    evidence    <article class="evidence"><h3 class="evidence-title">…</h3><p class="evidence-note">…</p>
                <p class="row-context">…</p></article>
    comparison  <ins><span class="unseen">added: </span>…</ins> <del><span class="unseen">removed: </span>…</del>;
                .block-added .block-removed for whole blocks; .side-by-side for two texts
    table       <div class="scrolls" tabindex="0" role="region" aria-label=…><table class="table">; data-folds with
                data-label on each td folds it to lines on a phone; .number for figures
    coverage    <table class="coverage">…<td><a data-strength="none|claimed|evidenced|reflected|reviewed|not-asked"
                data-label="Principle" href=…><span>Claimed</span><span class="coverage-age">May 2026</span></a></td>
    facts       <dl class="facts"><dt>…<dd>…
    more        <details class="more"><summary>Guidance</summary>…</details>
    dialog      <dialog class="dialog" id=x>; <button data-opens="x"> opens it, <form method="dialog"> closes it
    message     Django's messages appear by themselves, top of the sheet
    unseen      for screen readers only; numbers: tabular figures

Style sheets of other apps lie in `static/<app>/css/components/NAME.css` and scripts in `static/<app>/scripts/NAME.js`
(self-contained, no import) and are bound into the one file by `coppice.ui.binding`. What only a few pages need (the
editor) goes elsewhere under static/ and is loaded in the blocks `head` or `scripts`. Colours come from tokens.css only:
table paper paper-raised ink ink-soft edge hairline rule leaf leaf-deep bark moss amber berry, and *-wash for grounds.

What a page says is a message: {% translate "…" %}, {% blocktranslate trimmed %}…{% endblocktranslate %}, _("…")
within other tags. Scripts have _("…{name}…", { name }) and _n(n, "{n} word", "{n} words") from 00-start.js, the editor
from its own words.js.

htmx loads by itself where a page has hx-get, hx-post and the like. Events on the document: send `coppice:signed-out`
when a request is answered 401, `coppice:added` on a part you put into the page, `coppice:kept` on a guarded form
whose words are safe; hear `coppice:unsent` when a captured entry could not be delivered (preventDefault means: I keep
it). Mark the capture form with data-capture-form, what it should not show in the dialog with data-dialog-hides, a
button in it that should lead to a page with data-page, the link that its answer offers next with data-next-step. Any
link or button with aria-keyshortcuts="x" is pressed by that key, unless one is typing or has switched keys off.
"""
