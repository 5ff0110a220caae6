"""What cannot be read gets a kind sentence, stores nothing, and is not said again."""

from uuid import UUID, uuid4

from sqlalchemy import func, select

from app.store.base import Base
from tests import factories
from tests.factories import on_sqlite
from tests.web.carrying import in_review, to_sign, who_speaks
from tests.web.scene import alert

CANARY = "Zugvogelheim"
WORDS = {
    "studies:begin": ("title",),
    "studies:edit": (
        "title", "research", "guide", "method", "stance", "approval", "information_sheet", "recruitment",
        "sampling", "dates",
    ),
    "studies:add_stakeholder": ("name", "plural", "short", "inclusion"),
    "studies:add_district": ("name",),
    "studies:add_focus_group": ("label", "setting", "held_by"),
    "coding:apply": ("words",),
    "coding:new_code": ("name", "words"),
    "codebook:create": ("name", "definition", "use_when", "do_not_use_when", "example", "near_miss"),
    "codebook:edit": ("name", "definition", "use_when", "do_not_use_when", "example", "near_miss"),
    "splitting:move": ("name",),
    "versions:keep": ("reason",),
    "book:store": ("book",),
    "themes:create": ("name", "central_idea"),
    "themes:edit": ("name", "central_idea"),
    "memos:write": ("words", "marked"),
    "memos:find": ("find",),
    "importing:settle": ("talk_language", "listed", "sitting", "draft"),
    "importing:identifiers": ("raw", "listed", "mark_words", "keep_header"),
    "importing:store": ("title", "ready", "seal", "sitting"),
    "importing:key": ("passphrase", "stands_for"),
    "entrance:enter": ("login", "password"),
    "entrance:join": ("name", "login", "password", "backgrounds"),
}  # fmt: skip


def address(scene, name):
    own = {
        "codebook:edit": {"code_id": scene.code.id}, "splitting:move": {"code_id": scene.code.id},
        "themes:edit": {"theme_id": scene.theme.id},
        "entrance:join": {"token": scene.invitation},
        "memos:write": {"hangs_on": "code", "thing_id": str(scene.code.id)},
    }  # fmt: skip
    return scene.to(name, **own.get(name, {}))


def whole(scene):
    """Return fields with which each of the forms would be accepted."""
    return {
        **{field: "Words" for fields in WORDS.values() for field in fields}, "several": "3", "turn": "2",
        **who_speaks(scene), **in_review(scene), **to_sign(scene), "label": "P1", "sitting": "{}", "listed": "Words",
        "stakeholder": str(scene.group.stakeholder_id), "code": str(scene.code.id), **scene.lead.once(),
        "stands_for": "{}", "passphrase": "kettle ladder harbour plum", "do": "mark", "mark_category": "PERSON",
        "reach": "team",
    }  # fmt: skip


def everything(scene):
    """Return every row of every table but when somebody was last seen, as one text."""
    with scene.read() as session:
        return "\n".join(
            str(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table)).all()
        )


FIELDS = [(name, field) for name, fields in WORDS.items() for field in fields]


def test_words_that_cannot_be_stored_are_refused_in_every_field(scene, capfd, caplog):
    before = everything(scene)

    for name, field in FIELDS:
        for bad in (f"{CANARY}\0", f"{CANARY} " * 2_000):
            answer = scene.lead.post(address(scene, name), data={**whole(scene), field: bad})
            assert (name, field, answer.status_code) == (name, field, 422)
            assert alert(answer.text)
            assert CANARY not in answer.text

    assert everything(scene) == before
    assert CANARY not in "".join(capfd.readouterr()) + caplog.text


@on_sqlite
def test_half_a_surrogate_pair_is_never_stored(scene):
    for name, field in FIELDS:
        rest = {key: value for key, value in whole(scene).items() if key != field}
        request = scene.lead.build_request("POST", address(scene, name), data=rest)
        raw = request.read() + f"&{field}={CANARY}%ED%A0%80".encode()
        answer = scene.lead.post(
            address(scene, name), content=raw, headers=dict(request.headers) | {"content-length": str(len(raw))}
        )
        assert answer.status_code < 500

    everything(scene).encode()


SENSELESS = [
    ("studies:begin", {"title": " \t"}, 422),
    ("codebook:create", {"name": "\n"}, 422),
    ("codebook:create", {"name": "being  SEEN"}, 409),
    ("themes:create", {"name": " ground to stand on "}, 409),
    ("themes:create", {"name": "Too deep", "parent": "the subtheme"}, 422),
    ("studies:add_district", {"name": "District A"}, 409),
    ("studies:add_district", {"name": None}, 422),
    ("studies:add_focus_group", {"label": "Service users 1"}, 409),
    ("studies:add_focus_group", {"minutes": "99999"}, 422),
    ("studies:add_focus_group", {"minutes": "-1"}, 422),
    ("studies:edit", {"several": "1"}, 422),
    ("studies:edit", {"several": "9" * 5_000}, 422),
    ("studies:edit", {"title": ""}, 422),
    ("members:invite", {"role": "king"}, 422),
    ("members:invite", {}, 422),
    ("coding:reading", {"state": "half"}, 422),
    ("coding:apply", {"turn": "0"}, 422),
    ("coding:apply", {"turn": "7"}, 404),
    ("coding:apply", {"turn": str(2**31 - 1)}, 404),
    ("coding:apply", {"turn": str(2**63)}, 422),
    ("coding:apply", {"turn": "-1"}, 422),
    ("coding:apply", {"start": "0", "end": str(10**30), "words": CANARY}, 422),
    ("coding:apply", {"start": "0", "end": str(2**31 - 1), "words": CANARY}, 409),
    ("coding:apply", {"start": "100000", "end": "100005", "words": CANARY}, 409),
    ("coding:apply", {"start": "0", "end": "4", "words": CANARY}, 409),
    ("coding:apply", {"start": "0", "end": "4", "words": ""}, 409),
    ("coding:apply", {"start": "9", "end": "3", "words": ""}, 422),
    ("coding:apply", {"start": "4", "end": "5", "words": " "}, 422),
    ("coding:apply", {"start": "x", "end": "5", "words": "What"}, 422),
    ("coding:apply", {"code": "none"}, 422),
    ("coding:apply", {"code": None}, 422),
    ("coding:apply", {"operation": "none"}, 422),
    ("coding:apply", {"operation": None}, 422),
    ("coding:remove", {"coding": "none"}, 422),
    ("coding:undo", {}, 409),
    ("codebook:edit", {"edition": "none"}, 422),
    ("versions:keep", {"reason": " "}, 422),
    ("book:store", {"book": "{}", "take": "0"}, 422),
    ("book:store", {"book": '{"entries": [{"name": ""}]}', "take": "0"}, 422),
    ("book:store", {"book": '{"entries": [{"name": "A", "guid": "none"}]}', "take": "0"}, 422),
    ("book:store", {"book": '{"entries": [{"name": "A"}]}', "take": "7"}, 422),
    ("book:store", {"book": '{"entries": [{"name": "A"}]}', "take": "0", "where": "nowhere"}, 422),
    ("splitting:move", {"transcript": "none"}, 422),
    ("themes:place", {"card": "none"}, 422),
    ("themes:place", {"card": None}, 422),
    ("themes:place", {"theme": "none"}, 422),
    ("memos:write", {"words": " \n"}, 422),
    ("memos:write", {"reach": "all"}, 422),
    ("memos:write", {"reach": None}, 422),
    ("memos:write", {"kind": "none"}, 422),
    ("memos:find", {"on": "none"}, 422),
    ("memos:find", {"by": "none"}, 422),
    ("memos:find", {"page": "0"}, 422),
]


def test_a_form_that_makes_no_sense_is_answered_with_a_sentence(scene):
    before, base = everything(scene), whole(scene)
    base.pop("words")

    for number, (name, fields, status) in enumerate(SENSELESS):
        headers = {"HX-Request": "true"} if number % 2 else {}
        given = {key: str(scene.subtheme.id) if value == "the subtheme" else value for key, value in fields.items()}
        sent = {
            **base,
            "operation": str(uuid4()),
            **{"parent": "", "role": None, "state": None, "coding": None},
            **given,
        }
        answer = scene.lead.fill_in(address(scene, name), headers, **sent)
        assert (name, fields, answer.status_code) == (name, fields, status)
        assert alert(answer.text).endswith(".")
        assert CANARY not in answer.text
        assert ("HX-Retarget" in answer.headers) == bool(headers)

    assert everything(scene) == before


def test_an_address_that_is_none_and_a_query_that_cannot_be_read(scene):
    study = scene.to("studies:home")
    for address_ in (
        "/nowhere", "/studies/1", f"{study}x", "/studies/%00", f"{study}/codebook/none", "/static/0/%00",
        "/static/0/" + "a" * 5_000, "/static/0/..%2f..%2fapplication.py", "/static/0/", "/invitations/%00",
        "/invitations/%ED%A0%80", f"{study}/quotes/none/before", f"{study}/memos/on/none/1", f"{study}/memos/on/step/9",
        f"{study}/memos/on/code/1", f"{study}/transcripts/{'9' * 400}",
    ):  # fmt: skip
        answer = scene.lead.get(address_)
        assert (address_, answer.status_code) == (address_, 404)
        assert alert(answer.text)
    for query in ("comparison?by=none", "comparison?count=9", "comparison?codes=x", "agreement?round_id=9"):
        answer = scene.lead.get(f"{study}/{query}")
        assert (query, answer.status_code) == (query, 422)
    assert scene.lead.put(study).status_code == 405
    assert scene.lead.get(f"{scene.to('coding:screen')}?turn={'9' * 5_000}").status_code == 200


def test_what_a_browser_says_about_itself_cannot_hurt(scene):
    for headers in (
        {"Cookie": "a/b@c=d; expires=1"}, {"Cookie": '="; ;;='}, {"Cookie": f"commonground={'x' * 9_000}"},
        {"Cookie": "commonground_language=../../etc"}, {"Accept-Language": "zz_;;q=,,,*;-"},
        {"Accept-Language": "n" * 9_000}, {"Sec-Fetch-Site": "none"}, {"Content-Length": "x"}, {"Origin": "http://["},
        {"Host": "["}, {"Host": "a b/c?d"},
    ):  # fmt: skip
        for method in ("GET", "POST"):
            answer = scene.anonymous.request(method, "/sign-in", headers=headers)
            assert answer.status_code in {200, 403, 422}


def test_an_operation_id_that_names_something_else_already_is_refused(scene):
    with scene.write() as session:
        code = factories.code(session, scene.viewers["lead"], name="Shame")
    before = everything(scene)

    again = scene.lead.fill_in(scene.to("codebook:create"), name="Another", operation=str(code.id))
    study = scene.lead.fill_in(
        scene.to("studies:begin"), title="Mine", operation=str(scene.viewers["outsider"].study_id)
    )

    assert {again.status_code, study.status_code} == {409}
    assert everything(scene) == before
    assert UUID(str(code.id)).hex not in again.text


def test_nothing_is_stored_of_a_form_that_is_far_too_long(scene):
    answer = scene.lead.fill_in(scene.to("codebook:create"), name="x", definition=CANARY * 200_000)

    assert answer.status_code == 413
    assert CANARY not in answer.text
    with scene.read() as session:
        assert session.scalar(select(func.count()).select_from(Base.metadata.tables["code"])) == 2
