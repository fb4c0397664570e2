import math

import pytest

from rag.evaluation.bootstrap import Bootstrap, Sample


def sample(*parts: float) -> Sample:
    return Sample.of([(part, 1.0, str(place)) for place, part in enumerate(parts)])


def test_one_seed_gives_one_interval_and_another_seed_another() -> None:
    values = sample(*([1.0] * 30 + [0.0] * 10))
    first = Bootstrap(seed=1).figure(values)
    assert first == Bootstrap(seed=1).figure(values)
    assert first != Bootstrap(seed=2).figure(values)


def test_the_interval_of_a_share_is_about_that_of_the_binomial() -> None:
    figure = Bootstrap().figure(sample(*([1.0] * 80 + [0.0] * 20)))
    half = 1.96 * math.sqrt(0.8 * 0.2 / 100)
    assert figure.value == pytest.approx(0.8)
    assert figure.low == pytest.approx(0.8 - half, abs=0.02)
    assert figure.high == pytest.approx(0.8 + half, abs=0.02)
    assert figure.n == 100


def test_a_share_of_citations_is_the_ratio_of_sums_not_the_mean_of_ratios() -> None:
    figure = Bootstrap().figure(Sample.of([(1, 1, "a"), (0, 3, "b"), (0, 0, "c")]))
    assert figure.value == 0.25
    assert figure.n == 2


def test_translations_of_one_question_make_the_interval_no_narrower() -> None:
    once = [(float(place % 2), 1.0, str(place)) for place in range(20)]
    alone = Bootstrap().figure(Sample.of(once))
    seven_times = Bootstrap().figure(Sample.of([row for row in once for _ in range(7)]))
    assert seven_times.high - seven_times.low == pytest.approx(alone.high - alone.low)


def test_a_difference_is_taken_on_the_same_resamples() -> None:
    ours, theirs = sample(1, 1, 1, 0, 1, 0), sample(1, 0, 1, 0, 0, 0)
    gain = Bootstrap().difference(ours, theirs)
    assert gain.value == pytest.approx(2 / 6)
    assert gain.low >= 0  # ours is nowhere worse, so no resample can be
    same = Bootstrap().difference(ours, ours)
    assert (same.value, same.low, same.high) == (0, 0, 0)


def test_nothing_to_share_is_no_figure() -> None:
    for empty in (Sample.of([]), Sample.of([(0, 0, "a")])):
        figure = Bootstrap().figure(empty)
        assert math.isnan(figure.value)
        assert figure.n == 0


def test_the_median_lies_between_the_ends_of_its_interval() -> None:
    figure = Bootstrap().median([0.1, 0.2, 0.3, 0.4, 9.0])
    assert figure.value == 0.3
    assert 0.1 <= figure.low <= 0.3 <= figure.high <= 9.0
