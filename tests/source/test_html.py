"""Pages as sites serve them: what is read of them, and what is left."""

import pytest

from pipeline.source.charset import decode, meta_charset
from pipeline.source.html import read_html

LINKS = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in ("Afghanistan", "Albania", "Algeria", "Andorra"))
ARTICLE = """
<h2>FREEDONIA (Tier&nbsp;2)</h2>
<p>The Government of <b>Free</b><i>donia</i> does not fully meet
   the minimum standards   for the <a href="#">elimination</a> of traf&shy;ficking.<br>It is making efforts.</p>
<h3>PRIORITIZED RECOMMENDATIONS:</h3>
<ul><li>Investigate traffickers.</li>
<li><p>Train police.</p></li><li>Fund<ul><li>shelters</li><li>hotlines.</li></ul></li></ul>
<div>PROSECUTION</div><div><div>Courts convicted 3&nbsp;traffickers &mdash; more than in 2021.</div></div>
<ol><li>One.</li><li>Two.</li></ol>
<table><tr><th>2021</th><th>2022</th></tr><tr><td>1</td><td>2 WL</td></tr></table>
"""
READ = """FREEDONIA (Tier\u00a02)

The Government of Freedonia does not fully meet the minimum standards for the elimination of trafficking.

It is making efforts.

PRIORITIZED RECOMMENDATIONS:

- Investigate traffickers.
- Train police.
- Fund
- shelters
- hotlines.

PROSECUTION

Courts convicted 3\u00a0traffickers — more than in 2021.

1. One.
2. Two.

2021\t2022

1\t2 WL"""
PAGES = {
    "bare": ARTICLE,
    "body": f"<!doctype html><html><head><title>Freedonia</title></head><body>{ARTICLE}</body></html>",
    "main": f"<body><header><a href=/>Home</a> Department</header><nav>{LINKS}</nav><main>{ARTICLE}</main><footer>Contact</footer></body>",
    "entry": f'<body><main><h1>Freedonia</h1><div class="entry-content">{ARTICLE}</div><p>Tags</p></main></body>',
    "widgets": f"""<body><div class="skip-link">Skip to content</div><article><div class="sharedaddy">Share on Facebook</div>{ARTICLE}
        <div class="addtoany_share_save">Post</div></article><aside>Related</aside><div class="related-posts">More</div>
        <form>Search <input value=x><button>Go</button></form><script>var text = "no text";</script><style>p {{}}</style>
        <noscript>Enable scripts</noscript><div hidden>Hidden</div><div style="display: none">Gone</div></body>""",
    "menu in the text": f"""<body><article><ul>{LINKS}</ul>{ARTICLE}
        <p><a href=a>One</a> <a href=b>Two</a> | <a href=c>Three</a></p></article></body>""",
    "all in a share": f'<body><div class="shared-content">{ARTICLE}</div></body>',
    "comments": f"<body><!-- <p>no text</p> --><main>{ARTICLE}<!-- end --></main></body>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_content_of_a_page_is_read_and_nothing_else(page):
    assert read_html(page.encode()) == READ


def test_a_list_of_few_links_is_no_menu():
    page = b"<main><p>The government acts.</p><ul><li>Train <a href=x>police</a>.</li><li><a href=y>Fund</a> shelters.</li></ul></main>"
    assert read_html(page).endswith("- Train police.\n- Fund shelters.")


def test_unclosed_tags_and_deep_nesting_are_no_trouble():
    assert read_html(b"<p>one<p>two<li>three<b>") == "one\n\ntwo\n\n- three"
    assert read_html(b"<div>" * 5000 + b"deep") == "deep"
    assert read_html(b"") == ""


def test_what_is_left_out_may_stand_in_what_is_left_out():
    nest = "<header><nav><div class=share><form><ul>{links}</ul><header><nav>{links}</nav></header></form></div></nav></header>"
    assert read_html((nest.format(links=LINKS) * 50 + "<p>Text.</p>").encode()) == "Text."


TEXT = "Côte d’Ivoire – “efforts”"
SENT = [
    ("utf-8", "utf-8", None),
    ("utf-8", None, None),
    ("utf-8", None, "utf-8"),
    ("windows-1252", "windows-1252", None),
    ("windows-1252", "ISO-8859-1", None),
    ("windows-1252", None, "iso-8859-1"),
    ("utf-8", "windows-1252", "iso-8859-1"),  # the server is wrong: bytes that are valid UTF-8 are UTF-8
    ("windows-1252", "utf-8", "windows-1252"),  # the server is wrong, the page is right
    ("utf-8-sig", "windows-1252", None),
    ("utf-16", None, "utf-8"),
]


@pytest.mark.parametrize(("written", "header", "meta"), SENT)
def test_charsets_by_header_and_meta(written, header, meta):
    declared = f'<meta charset="{meta}">' if meta else ""
    page = f"<html><head>{declared}</head><body><p>{TEXT}</p></body></html>".encode(written)
    assert read_html(page, header) == TEXT


@pytest.mark.parametrize(
    ("raw", "declared", "why"),
    [
        (TEXT.encode("windows-1252"), (None, None), r"byte 1 \(0xf4\) is no UTF-8"),
        (TEXT.encode("windows-1252"), ("utf-8", None), r"byte 1 \(0xf4\) is no UTF-8"),
        (b"caf\xe9 \x81", ("iso-8859-1",), r"byte 5 \(0x81\) is no WINDOWS-1252"),
        (b"caf\xe9", ("x-unheard-of",), "the charset 'x-unheard-of' is unknown"),
        (b"caf\xe9", ("base64",), "the charset 'base64' is unknown"),
        (b"caf\xe9", ("us-ascii", "utf-8", "x-unheard-of"), None),
    ],
)
def test_what_fits_no_declared_charset_is_refused(raw, declared, why):
    if why is None:
        assert decode(raw, declared) == "café"
    else:
        with pytest.raises(ValueError, match=why):
            decode(raw, declared)


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        (b'<meta charset="UTF-8">', "utf-8"),
        (b"<META http-equiv=Content-Type content='text/html; charset=windows-1252'>", "windows-1252"),
        (b"<meta charset=utf-16>", "utf-8"),
        (b"<meta name=description content=none>", None),
        (b" " * 2000 + b"<meta charset=utf-8>", None),
    ],
)
def test_what_a_page_declares(page, charset):
    assert meta_charset(page) == charset
