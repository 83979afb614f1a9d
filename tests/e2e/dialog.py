"""The dialog of a flow, in the hands of a person."""

from playwright.async_api import Locator, Page

DIALOG = "dialog-data-entry-flow"
ENTRY = "ha-combo-box-item"


class Dialog:
    """Fills in one form after the other, by what is read beside the fields.

    `seen` is all that there was to read on the way, as somebody with a screen reader has it: also
    what stands in the fields and in the lists to pick from.
    """

    def __init__(self, page: Page) -> None:
        """Wait for the dialog of a page, which need not be open yet."""
        self._page = page
        self._all = page.locator(DIALOG)
        self.seen = ""

    async def enter(self, label: str, value: str) -> None:
        """Write into a field for a text or a number."""
        text = self._all.get_by_role("textbox", name=label)
        await text.or_(self._all.get_by_role("spinbutton", name=label)).fill(value)

    async def enter_day(self, label: str, value: str) -> None:
        """Write into a field for a day, as year-month-day; nothing empties it."""
        await self._field(label).locator("input").fill(value)

    async def select(self, label: str, value: str) -> None:
        """Choose the only one of a list that drops down."""
        await self._field(label).locator("ha-picker-field").click()
        option = self._all.get_by_role("menuitem", name=value, exact=True)
        await self._look_at(option)
        await option.click()

    async def add(self, label: str, value: str) -> None:
        """Choose one more of a long list, which begins with this value."""
        await self._all.get_by_role("button", name=label, exact=True).click()
        entry = self._all.locator(ENTRY).filter(has_text=value)
        await self._look_at(entry)
        await entry.click()
        await self._look_at(self._all.get_by_role("toolbar").get_by_text(value).first)

    async def tick(self, label: str, value: str) -> None:
        """Choose one more of a short list, all of which is in sight."""
        await self._field(label).locator("ha-checkbox").filter(has_text=value).click()

    async def unfold(self, section: str) -> None:
        """Open a section of the form."""
        header = self._all.get_by_role("button", name=section, exact=True)
        await header.click()
        await self._look_at(self._all.get_by_role("region", name=section, exact=True))

    async def press(self, button: str) -> None:
        """Leave the form by one of its buttons."""
        ready = self._all.get_by_role("button", name=button, exact=True)
        await self._look_at(ready)
        await ready.click()

    async def read_menu(self, choice: str) -> str:
        """Return what is said above a menu, once there is one with this choice."""
        await self._look_at(self._choice(choice))
        return await self._all.locator("step-flow-menu ha-markdown-element").inner_text()

    async def choose(self, choice: str) -> None:
        """Go on from a menu."""
        await self._choice(choice).click()

    def _field(self, label: str) -> Locator:
        return self._all.locator("ha-selector").filter(has_text=label)

    def _choice(self, choice: str) -> Locator:
        return self._all.locator("step-flow-menu").get_by_text(choice, exact=True)

    async def _look_at(self, what: Locator) -> None:
        """Read everything once this is in sight."""
        await what.wait_for()
        self.seen += await self._all.aria_snapshot() + "\n"
