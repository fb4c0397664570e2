"""What is counted while serving, for Prometheus; never the text of a question."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from rag.corpus.corpus import Corpus
from rag.records import Answer
from ui.serving.visitors import Channel

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.6, 1, 2, 4, 8, 15, 30, 60)


class Metrics:
    """The metrics of one server."""

    def __init__(self, corpus: Corpus) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._questions = Counter(
            "news_questions", "Questions answered.", ["way", "status"], registry=registry
        )
        self._searches = Counter("news_searches", "Searches done.", ["way"], registry=registry)
        self._refused = Counter(
            "news_refused", "Questions not answered, by reason.", ["reason"], registry=registry
        )
        self._errors = Counter(
            "news_errors", "Questions that a fault ended.", ["kind"], registry=registry
        )
        self._seconds = Histogram(
            "news_step_seconds",
            "Seconds that the steps of an answer took.",
            ["step"],
            buckets=_SECONDS,
            registry=registry,
        )
        self.under_way = Gauge("news_under_way", "Answers being made.", registry=registry)
        articles = Gauge("news_articles", "Current articles in the corpus.", registry=registry)
        articles.set_function(lambda: corpus.holdings().articles)
        passages = Gauge("news_passages", "Passages in the corpus.", registry=registry)
        passages.set_function(lambda: corpus.holdings().passages)

    def answered(self, channel: Channel, answer: Answer) -> None:
        """Count an answer and how long its steps took."""
        self._questions.labels(channel, answer.status).inc()
        for step, seconds in answer.timings.items():
            self._seconds.labels(step).observe(seconds)

    def searched(self, channel: Channel) -> None:
        """Count a search."""
        self._searches.labels(channel).inc()

    def refused(self, reason: str) -> None:
        """Count a refused request by its reason."""
        self._refused.labels(reason).inc()

    def failed(self, error: Exception) -> None:
        """Count a question that ended with an error."""
        self._errors.labels(type(error).__name__).inc()

    def text(self) -> bytes:
        """Return all metrics in Prometheus's text format."""
        return generate_latest(self._registry)
