"""Words inside DrawingML: slides, charts, diagrams, text boxes on a sheet."""

from __future__ import annotations

from assistant.documents import limits
from assistant.documents.package import Attributes, Enough, Package, attribute


class DrawingFlow:
    """Turns DrawingML events into text: paragraphs are lines, a table's row is a line with tabs."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._size = 0
        self._text = 0
        self._skip = 0
        self._spoken: list[int] = []  # per mc:AlternateContent: how much was written when it began
        self.related: list[str] = []  # relationship ids of what hangs on it (diagrams, charts)

    def start(self, name: str, attributes: Attributes) -> None:
        if self._skip:
            self._skip += 1
        elif name == "t":
            self._text += 1
        elif name == "br":
            self._out.append("\n")
        elif name == "AlternateContent":
            self._spoken.append(self._size)
        elif name == "Fallback" and self._spoken and self._size > self._spoken[-1]:
            self._skip = 1
        elif name in ("relIds", "chart"):
            for key in ("dm", "id"):
                if identity := attribute(attributes, key):
                    self.related.append(identity)

    def end(self, name: str) -> None:
        if self._skip:
            self._skip -= 1
        elif name == "t":
            self._text -= 1
        elif name == "p":
            self._out.append("\n")
        elif name == "tc":
            while self._out and self._out[-1] == "\n":
                self._out.pop()
            self._out.append("\t")
        elif name == "tr":
            self._out.append("\n")
        elif name == "AlternateContent" and self._spoken:
            self._spoken.pop()

    def data(self, text: str) -> None:
        if self._text and not self._skip:
            self._out.append(text)
            self._size += len(text)
            if self._size > limits.CHARACTERS:
                raise Enough

    def text(self) -> str:
        return "".join(self._out).strip()


def drawn_text(package: Package, part: str) -> str:
    """The words of a chart, a diagram or a drawing part."""
    flow = DrawingFlow()
    package.walk(part, flow.start, flow.end, flow.data)
    return flow.text()
