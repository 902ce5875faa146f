"""A document as Google's editor downloads it: one page with its looks in classes, pictures beside it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from coppice.portfolios.documents.tests.makers import photo

STYLE = ".c0{font-weight:700}.c1{font-style:italic;color:#000}.c2{color:#111;text-decoration:none}.lst-kix_a-0>li{x:y}"
BODY = """
<p class="c3 title" id="h.1"><span class="c2">Quiet tools on busy wards</span></p>
<p class="c3 subtitle"><span>Rhian Ellwood</span></p>
<h1 id="h.2"><span>Contextual Statement</span></h1>
<p><span>I came from </span><span class="c0">nursing</span><span> and think in </span><span class="c1">shifts</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>.</p>
<p><span style="overflow: hidden"><img alt="" src="images/image1.jpg" style="width: 320px" title="The skills room"></span></p>
<h1><span>1a) Constraints and benefits of different technologies</span></h1>
<p class="c3"><span class="c0">Description</span></p>
<p><span>See the </span><span><a href="https://www.google.com/url?q=https://example.org/guide?a%3D1&amp;sa=D&amp;source=editors&amp;ust=1&amp;usg=x">guide</a></span></p>
<ul class="c4 lst-kix_a-0 start"><li><span>a phone</span></li></ul>
<ul class="c4 lst-kix_a-1 start"><li><span>charged</span></li><li><span>muted</span></li></ul>
<ul class="c4 lst-kix_a-0"><li><span>ten minutes</span></li></ul>
<ol class="c4 lst-kix_b-0 start" start="1"><li><span>first</span></li></ol>
<table><tbody><tr><td><p><span>Tool</span></p></td><td><p><span>For whom</span></p></td></tr><tr><td><p><span>Quiz</span></p></td><td><p><span>Nurses</span></p></td></tr></tbody></table>
<h1><span>Future plans</span></h1><p><span>To write less.</span></p>
<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> One computer for two wards.</span></p></div>
"""


def googled(path: Path, body: str = BODY, more: dict[str, bytes] | None = None) -> Path:
    page = f'<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><title>filed as</title><style type="text/css">{STYLE}</style></head><body class="doc-content">{body}</body></html>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("QuiettoolsonbusyWards.html", page)
        archive.writestr("images/image1.jpg", photo(1, 320, 240))
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return path
