import json
from tests.web.way_in import *
from tests.factories import on_sqlite
@on_sqlite
def test_many(scene):
    names = [f"{a}{b}{c}" for a in ("Tor","Ly","Bra","Skar","Vel","Ast","Grim") for b in ("mild","rik","vang","bjon","mor","fald") for c in ("ur","esk","ian","ote","ulf","und","arn","isk","old")]
    print(len(names))
    lines = [f"P{n%4+1}: My friend {name} Kvarn{n} came and saw Mr. {name}." for n, name in enumerate(names)]
    i = identifiers(scene, word_file("I: What?", *lines), listed="\n".join(names))
    print(i.heading, i.status, len(i.rows()))
    c = i.press("Go on to the check", decisions(i), headers=HTMX)
    print(c.heading, c.status, c.said)
@on_sqlite
def test_times(scene):
    data = json.dumps({"segments":[{"start":1e15,"end":1e15+1,"text":"Hello there all.","speaker":"P1"},{"start":1e15+2,"end":1e15+3,"text":"Hello again you.","speaker":"P2"}]}).encode()
    s = speakers(scene, data, "a.json")
    print(s.heading, s.status, s.said)
    if s.status==200:
        i = s.press("Look for what identifies people")
        c = i.press("Go on to the check", decisions(i))
        d = sign(c)
        print(d.heading, d.status, d.said)
@on_sqlite
def test_spool(scene, monkeypatch):
    import tempfile
    def refuse(*_, **__): raise AssertionError("an upload was written to a file")
    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    s = speakers(scene, b"x" + bytes(30*2**20), "a.docx")
    print(s.heading, s.status, s.said)
def test_nul(scene):
    s = speakers(scene, word_file("P1: one","P2: two"))
    d = json.loads(s.hidden("draft"))
    d["turns"][0]["words"] = "one\0two"
    i = s.press("Look for what identifies people", {"draft": json.dumps(d)})
    print(i.heading, i.status, i.said)
    if i.status==200:
        c = i.press("Go on to the check", decisions(i))
        print(c.heading, c.status, c.said)
        d = sign(c)
        print(d.heading, d.status, d.said)
