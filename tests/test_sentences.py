"""A refusal keeps its sentence and its values wherever it travels."""

from multiprocessing.reduction import ForkingPickler

from app.sentences import N_, Refusal


class TooMany(Refusal):
    sentence = N_("There are %(count)s, which is too many.")


def test_a_refusal_comes_out_of_a_worker_process_with_its_values():
    refusal = TooMany(count=7)

    returned = ForkingPickler.loads(ForkingPickler.dumps(refusal))

    assert type(returned) is TooMany
    assert returned.values == {"count": 7}
    assert returned.sentence % returned.values == "There are 7, which is too many."


def test_a_refusal_without_values_travels_too():
    returned = ForkingPickler.loads(ForkingPickler.dumps(Refusal()))

    assert (type(returned), returned.values) == (Refusal, {})
