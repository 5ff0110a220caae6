"""A form that is sent twice is carried out once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from uuid import uuid4

import pytest

from app.store.queries.codes import codes
from app.workbench.operations import first_time
from tests import factories
from tests.factories import on_postgresql

FORM = uuid4()


def test_the_first_time_is_told_from_the_second(write):
    with write() as session:
        account, other = factories.account(session).id, factories.account(session).id
        assert first_time(session, account, FORM)

    with write() as session:
        assert not first_time(session, account, FORM)
        assert first_time(session, other, FORM)
        assert first_time(session, account, uuid4())


def test_a_form_that_was_refused_may_come_again(write):
    with write() as session:
        account = factories.account(session).id

    def be_refused():
        with write() as session:
            first_time(session, account, FORM)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        be_refused()

    with write() as session:
        assert first_time(session, account, FORM)


def test_of_many_at_the_same_time_one_is_carried_out(write, read):
    with write() as session:
        lead = factories.study(session)
    together = Barrier(8)

    def send(_: int) -> bool:
        together.wait()
        with write() as session:
            first = first_time(session, lead.account_id, FORM)
            if first:
                factories.code(session, lead)
        return first

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(send, range(8))) == [False] * 7 + [True]
    with read() as session:
        assert len(codes(session, lead)) == 1


@on_postgresql
@pytest.mark.parametrize("kept", [True, False])
def test_a_form_under_way_elsewhere_is_waited_for(write, kept):
    with write() as session:
        account = factories.account(session).id
    under_way, go_on = Event(), Event()

    def first() -> None:
        with write() as session:
            first_time(session, account, FORM)
            under_way.set()
            go_on.wait(10)
            if not kept:
                session.rollback()

    def second() -> bool:
        under_way.wait(10)
        with write() as session:
            return first_time(session, account, FORM)

    with ThreadPoolExecutor(2) as threads:
        one, two = threads.submit(first), threads.submit(second)
        under_way.wait(10)
        assert not two.done()
        go_on.set()
        one.result(10)

        assert two.result(10) is not kept
