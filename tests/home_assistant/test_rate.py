"""How often something may be done."""

from custom_components.immich_frame.rate import TokenBucket


class Clock:
    """A clock that is told the time."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def bucket(clock: Clock) -> TokenBucket:
    return TokenBucket(3, 2, clock)


def test_a_few_at_once() -> None:
    tokens = bucket(Clock())
    assert [tokens.take() for _try in range(4)] == [0, 0, 0, 2]


def test_asking_in_vain_costs_nothing() -> None:
    clock = Clock()
    tokens = bucket(clock)
    assert [tokens.take() for _try in range(3)] == [0, 0, 0]
    clock.now += 1.5
    assert [tokens.take() for _try in range(3)] == [0.5, 0.5, 0.5]
    clock.now += 0.5
    assert [tokens.take(), tokens.take()] == [0, 2]


def test_no_more_gather_than_there_is_room_for() -> None:
    clock = Clock()
    tokens = bucket(clock)
    tokens.take()
    clock.now += 10_000
    assert [tokens.take() for _try in range(4)] == [0, 0, 0, 2]


def test_one_comes_back_each_time() -> None:
    clock = Clock()
    tokens = bucket(clock)
    for _try in range(3):
        tokens.take()
    for _try in range(20):
        clock.now += 2
        assert [tokens.take(), tokens.take()] == [0, 2]
