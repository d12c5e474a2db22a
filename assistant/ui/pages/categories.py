"""The packs: which one is in use, what each knows, and how to get one of your own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assistant.ui import desktop
from assistant.ui.decide.page import scrolled
from assistant.ui.packs import words
from assistant.ui.packs.learn_card import LearnCard
from assistant.ui.packs.pack_list import PackList
from assistant.ui.packs.preview_card import PreviewCard
from assistant.ui.packs.shelf import AtHand, Shelf
from assistant.ui.packs.teaching import Teaching
from assistant.ui.pages.page import Page
from assistant.ui.session import PACK, Session
from assistant.ui.text import safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.announce import announce
from assistant.ui.widgets.controls import button, label, take_out
from assistant.ui.widgets.notices import Notices
from assistant.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from assistant.classify.pack import Description
    from assistant.jobs.own_pack import Learned
    from assistant.workspace.packs import Removed

WIDTH = 880
ENDING = ".stillroom"


class CategoriesPage(Page):
    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session, self.theme = session, theme
        self.shelf, self.teaching = Shelf(session, self), Teaching(session, self)
        self.notices = Notices(theme)
        self.notices.setContentsMargins(0, 0, 0, 12)
        self.learn = LearnCard(theme)
        self.preview: PreviewCard | None = None
        self.list = PackList(theme)
        self._learned: Learned | None = None
        self._undo: Callable[[], None] | None = None
        self._was_in_use = False  # the pack that was removed last
        self.load = button(tr("Import a pack..."))
        self.load.clicked.connect(self.choose_pack)
        self._lay_out()
        self.toast = Toast(theme, self)
        self._connect()

    def _lay_out(self) -> None:
        self._area, column = scrolled(self.title)
        whole = QWidget()
        whole.setMaximumWidth(WIDTH)
        self._cards = QVBoxLayout(whole)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(12)
        self._cards.addWidget(self.learn)
        self._head = label(tr("Packs"), "card-title")
        self._head.setContentsMargins(0, 8, 0, 0)
        self._cards.addWidget(self._head)
        self._cards.addWidget(self.list)
        line = QHBoxLayout()
        line.addWidget(whole, 100)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)
        above = QVBoxLayout()
        above.setContentsMargins(24, 0, 24, 0)
        above.addWidget(self.notices)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(above)
        outer.addWidget(self._area, 1)

    def _connect(self) -> None:
        self.session.opened.connect(self._reload)
        self.session.pack_changed.connect(self._fill)
        self.learn.choose.connect(self.choose_folder)
        self.learn.learn.connect(self.begin)
        self.learn.stop.connect(self.stop)
        self.learn.again.connect(self.learn.offer)
        self.learn.use.connect(self._use_learned)
        self.teaching.found.connect(self.learn.found)
        self.teaching.not_found.connect(self._give_up)
        self.teaching.failed.connect(self._give_up)
        self.teaching.progressed.connect(self.learn.progress)
        self.teaching.learned.connect(self._show_learned)
        self.list.use.connect(self.use)
        self.list.export.connect(self.choose_copy)
        self.list.rename.connect(self.rename)
        self.list.remove.connect(self.remove)
        self.shelf.listed.connect(self._fill)
        self.shelf.looked_at.connect(self._ask)
        self.shelf.imported.connect(self._imported)
        self.shelf.exported.connect(self._exported)
        self.shelf.removed.connect(self._removed)
        self.shelf.renamed.connect(self._renamed)
        self.shelf.restored.connect(self._restored)
        self.shelf.refused.connect(self._refused)

    # The shell's side

    @property
    def title(self) -> str:
        return tr("Categories")

    @property
    def context(self) -> str:
        if not self.session.is_open:
            return ""
        name = next((one.name for one in self.shelf.packs if one.pack == self.session.pack), "")
        return tr("New lists are sorted with {name}", name=safe(name)) if name else ""

    @property
    def drop_hint(self) -> str:
        return tr("Let go to learn from this folder, or to import this pack")

    def buttons(self) -> list[QPushButton]:
        return [self.load]

    def panes(self) -> list[QWidget]:
        return [self.learn.first, self._area]

    def shown(self) -> None:
        self._reload()
        self.learn.first.setFocus()

    def undo(self) -> None:
        if self._undo is not None:
            act, self._undo = self._undo, None
            self.toast.hide()
            act()

    def escape(self) -> None:
        if self.toast.isVisible():
            self.toast.hide()
        elif self.list.end_rename():
            pass
        elif self.preview is not None:
            self._put_preview_away()
        elif not self.teaching.busy:
            self.learn.offer()

    def drop(self, local: list[str], others: int) -> None:
        path = Path(local[0]) if len(local) == 1 and not others else None
        if path is None:
            self.tell(tr("Drop one thing at a time: a folder with sorted folders, or a pack file."))
        elif path.is_dir():
            self.look(path)
        elif path.suffix.lower() == ENDING:
            self.shelf.look(path)
        else:
            self.tell(
                tr("{name} is neither a folder nor a pack. Drop a folder that holds a folder for each category, or a "
                   "file that ends in .stillroom.", name=safe(path.name))
            )  # fmt: skip

    def tell(self, sentence: str) -> None:
        self.notices.say(sentence, "stop", kind="told")

    # Learning

    def choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, tr("A folder that holds a folder for each category"), str(Path.home())
        )
        if chosen:
            self.look(Path(chosen))

    def look(self, folder: Path) -> None:
        if self.teaching.looking:
            self.tell(tr("Another folder is being looked into. Wait a moment, or cancel that first."))
            return
        if self.teaching.busy:
            self.tell(tr("A pack is being learnt. Stop that first, or wait."))
            return
        self.notices.take_back("told")
        self.learn.looking(folder.name)
        self.teaching.look(folder)

    def begin(self, name: str, wrong_in_100: int) -> None:
        if self._is_taken(name):
            self.learn.refuse(
                tr("There is a pack called “{name}” already. Choose another name.", name=safe(name))
            )
            return
        self.notices.take_back("told")
        self.learn.working(name)
        self.teaching.learn(name, wrong_in_100)

    def stop(self) -> None:
        if self.teaching.looking:
            self.teaching.look_away()
            self.learn.offer()
        elif self.teaching.stop():
            self.learn.offer()
            self.toast.say(tr("Learning was stopped. Nothing is kept of it."))

    def _give_up(self, sentence: str) -> None:
        self.learn.offer()
        self.tell(sentence)

    def _show_learned(self, done: Learned) -> None:
        self._learned = done
        announce(self, words.learned_sentence(done))
        self.learn.learned(done)
        self._area.ensureVisible(0, 0)
        self._reload()

    def _use_learned(self) -> None:
        if self._learned is not None and self.use(str(self._learned.path)):
            self.learn.offer()

    # Packs

    def use(self, pack: str) -> bool:
        """New lists are sorted with it from now on. False, with a sentence on the page, where it cannot be."""
        self.notices.take_back("told")
        before = self.session.pack
        refusal = self.session.use_pack(pack)
        if refusal:
            self.tell(refusal)
            return False
        name, _ = self.session.workspace.noted_pack(pack)
        self._offer_undo(
            tr("The next files begin a list that is sorted with “{name}”.", name=safe(name)),
            lambda: self._use_again(before),
        )
        return True

    def _use_now(self, pack: str) -> None:
        self.use(pack)

    def _use_again(self, pack: str) -> None:
        if refusal := self.session.use_pack(pack):
            self.tell(refusal)

    def choose_pack(self) -> None:
        kinds = f"{tr('Packs')} (*{ENDING});;{tr('All files')} (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Import a pack"), str(Path.home()), kinds)
        if chosen:
            self.shelf.look(Path(chosen))

    def choose_copy(self, one: AtHand) -> None:
        from assistant.workspace.packs import file_stem

        suggested = str(Path.home() / f"{file_stem(one.name)}{ENDING}")
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save a copy"), suggested, f"{tr('Packs')} (*{ENDING})"
        )
        if chosen:
            self.shelf.export(one, Path(chosen))

    def rename(self, one: AtHand, name: str) -> None:
        if self._is_taken(name, other_than=one.pack):
            self.tell(tr("There is a pack called “{name}” already. Choose another name.", name=safe(name)))
            return
        self.notices.take_back("told")
        self.shelf.rename(one, name)

    def _renamed(self, one: AtHand, name: str, before: str) -> None:
        self._reload()
        self.session.name_pack(one.pack)
        said = tr("“{before}” is called “{name}” now.", before=safe(before), name=safe(name))
        self._offer_undo(said, partial(self.shelf.rename, one, before))

    def _is_taken(self, name: str, other_than: str = "") -> bool:
        taken = [one.name.casefold() for one in self.shelf.packs if one.pack != other_than]
        return name.casefold() in taken

    def remove(self, one: AtHand) -> None:
        run = self.session.run
        if self.session.busy and one.pack in (self.session.pack, run.pack if run is not None else ""):
            self.tell(
                tr("Documents are being sorted with this pack. Stop that first, or wait, then remove it.")
            )
            return
        self.notices.take_back("told")
        self.shelf.remove(one)

    def _ask(self, path: Path, about: Description) -> None:
        self.notices.take_back("told")
        self._put_preview_away()
        self.preview = PreviewCard(path, about)
        self.preview.take.connect(partial(self.shelf.add, path))
        self.preview.leave.connect(self._put_preview_away)
        self._cards.insertWidget(0, self.preview)
        self.learn.setVisible(self.teaching.busy)  # one question at a time
        self._area.verticalScrollBar().setValue(0)
        self._area.setFocus()  # to read the card first; the question is the next stop

    def _put_preview_away(self) -> None:
        if self.preview is not None:
            card, self.preview = self.preview, None
            self.learn.show()
            self.learn.first.setFocus()
            take_out(self._cards, card)

    def _imported(self, pack: str) -> None:
        name = self.preview.about.name if self.preview is not None else Path(pack).stem
        self._put_preview_away()
        self._reload()
        self.notices.say(
            tr("“{name}” is among your packs.", name=safe(name)),
            "sure",
            [(tr("Sort with this"), lambda: self._use_now(pack))],
            kind="done",
        )

    def _exported(self, path: Path) -> None:
        self.notices.say(
            tr("Saved as {file}.", file=safe(path.name)),
            "sure",
            [(tr("Show in folder"), partial(self._show_in_folder, path))],
            kind="done",
        )

    def _show_in_folder(self, path: Path) -> None:
        if refusal := desktop.show_in_folder(str(path)):
            self.tell(refusal)

    def _removed(self, one: AtHand, removed: Removed) -> None:
        self._reload()
        said = tr("“{name}” is removed.", name=safe(one.name))
        self._was_in_use = one.pack == self.session.pack
        if self._was_in_use:
            self._use_again(PACK)
            shipped, _ = self.session.workspace.noted_pack(PACK)
            said = tr("“{name}” is removed. {other} is in use now.", name=safe(one.name), other=shipped)
        self._offer_undo(said, partial(self.shelf.put_back, removed))

    def _restored(self, pack: str) -> None:
        self._reload()
        if self._was_in_use:
            self._use_again(pack)

    def _refused(self, sentence: str) -> None:
        self._put_preview_away()
        self._reload()
        self.tell(sentence)

    def _offer_undo(self, said: str, undo: Callable[[], None]) -> None:
        self._undo = undo
        self.toast.say(said, self.undo)

    # Showing

    def _reload(self) -> None:
        if self.session.is_open:
            self.shelf.reload()

    def _fill(self) -> None:
        if not self.session.is_open:
            return
        focus = self.window().focusWidget()
        inside = focus is not None and self.list.isAncestorOf(focus)
        self.list.fill(self.shelf.packs, self.session.pack)
        if inside and (focus is None or not focus.isVisible()):
            self._area.setFocus()  # what was pressed has gone away
        self.context_changed.emit()
