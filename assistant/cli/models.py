"""`stillroom models list|verify`."""

from __future__ import annotations

import argparse

from assistant.cli.printing import as_json, table
from assistant.models.catalogue import Check, models, verify


def main(options: argparse.Namespace) -> int:
    if options.action == "list":
        found = models()
        if options.json:
            print(as_json({"models": [m.model_dump() | {"path": str(m.path)} for m in found]}))
        else:
            rows = [[m.id, m.kind, f"{m.bytes / 1e6:.0f} MB", m.licence, m.summary] for m in found]
            print(table(rows, ["Model", "Kind", "Size", "Licence", "What it is"], [40, 10, 8, 14, 100]))
        return 0
    checks = [verify(model) for model in models()]
    if options.json:
        print(as_json({"models": [_result(check) for check in checks]}))
    else:
        for check in checks:
            print(check.problem or f"{check.model.id}: unaltered, SHA-256 {check.model.sha256}")
    return 1 if any(check.problem for check in checks) else 0


def _result(check: Check) -> dict[str, object]:
    return {
        "id": check.model.id,
        "sha256": check.model.sha256,
        "ok": check.problem is None,
        "problem": check.problem,
    }
