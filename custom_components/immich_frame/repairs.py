"""Repairs: choosing again what a frame shows, after it went from Immich."""

from dataclasses import replace
from typing import Any, Final

import probatio

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import AbortFlow

from .draft import Draft
from .filters_form import gone_filters
from .form import Form, Given, NothingToPickError, reason
from .frame import ImmichFrameConfigEntry
from .immich.errors import ImmichError
from .issues import DATA_ENTRY, DATA_FRAME, DATA_PRESET, IssueKind, async_clear_issue
from .markdown import plain
from .options import FrameOptions
from .pickers import Pickers
from .selection.preset import Preset
from .selection.source import SourceKind
from .source_form import SourceForm, seen_lately, source_form
from .words import Words

type IssueData = dict[str, str | int | float | None]

CAN_GO: Final = frozenset(
    {SourceKind.ALBUMS, SourceKind.PEOPLE, SourceKind.TAGS, SourceKind.SIMILAR}
)
"""The kinds of sources that name something in Immich."""


async def async_create_fix_flow(
    _hass: HomeAssistant, _issue_id: str, data: IssueData | None
) -> RepairsFlow:
    """Return the flow of an issue; that a source is gone is the only one that has one."""
    return SourceGoneFlow(data or {})


class SourceGoneFlow(RepairsFlow):
    """Choose again for one source of a frame, and take what is gone out of its filters."""

    # The first step sets these.
    _draft: Draft
    _left: dict[str, Any]
    _pickers: Pickers
    _form: Form
    _source_form: SourceForm

    def __init__(self, about: IssueData) -> None:
        """Repair the preset that the data of an issue names."""
        self._entry_id = str(about.get(DATA_ENTRY))
        self._frame_id = str(about.get(DATA_FRAME))
        self._preset_name = about.get(DATA_PRESET)

    async def async_step_init(self, _given: Given | None = None) -> RepairsFlowResult:
        """Find out what is gone."""
        self._draft = self._read()
        account, preset = self._running_entry().runtime_data, self._draft.preset
        self._pickers = Pickers(account.client, await Words.async_load(self.hass))
        self._left = gone_filters(preset.filters, await self._pickers.offer())
        form = source_form(preset.source.kind, self._pickers, seen_lately(account))
        if form is None or preset.source.kind not in CAN_GO:
            return await self.async_step_filters_gone()
        try:
            opened = await form.open(preset.source)
        except (ImmichError, NothingToPickError) as err:
            why = plain(reason(err, self._pickers.words))
            return self.async_abort(reason="refused", description_placeholders={"error": why})
        if self._left and not opened.errors:
            return await self.async_step_filters_gone()
        self._source_form = form
        return self._show(opened)

    async def _async_step_details(self, given: Given | None = None) -> RepairsFlowResult:
        """Choose what the source names."""
        if given is None:
            return self._show(self._form)
        outcome = await self._source_form.read(given)
        if isinstance(outcome, Form):
            return self._show(outcome)
        self._draft.put(replace(self._draft.preset, source=outcome))
        return await self.async_step_filters_gone()

    async_step_albums = _async_step_details
    async_step_people = _async_step_details
    async_step_tags = _async_step_details
    async_step_similar = _async_step_details
    async_step_similar_photo = _async_step_details

    async def async_step_filters_gone(self, given: Given | None = None) -> RepairsFlowResult:
        """Say which filters name something that is gone, before it is taken out of them."""
        if self._left and given is None:
            say = self._pickers.words.say
            names = [say(f"selector.filter.options.{name}") for name in self._left]
            form = Form(
                step="filters_gone",
                schema=probatio.Schema({}),
                placeholders={"filters": plain(", ".join(names))},
            )
            return self._show(form)
        preset = self._draft.preset
        return self._save(replace(preset, filters=replace(preset.filters, **self._left)))

    def _save(self, preset: Preset) -> RepairsFlowResult:
        """Put the preset into the frame as it is now: something else may have changed meanwhile."""
        draft, entry = self._read(), self._running_entry()
        draft.put(preset)
        self.hass.config_entries.async_update_subentry(
            entry, entry.subentries[self._frame_id], data=draft.options.as_data()
        )
        return self.async_create_entry(data={})

    def _running_entry(self) -> ImmichFrameConfigEntry:
        """Return the account, or end here when there is none or it does not run."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None:
            raise self._nothing_to_repair()
        if entry.state is not ConfigEntryState.LOADED:
            raise AbortFlow(reason="entry_not_loaded")
        return entry

    def _read(self) -> Draft:
        """Return the frame with the preset to repair, or end here when there is none any more."""
        subentry = self._running_entry().subentries.get(self._frame_id)
        if subentry is None:
            raise self._nothing_to_repair()
        options = FrameOptions.of(subentry.data)
        names = [preset.name for preset in options.presets]
        if self._preset_name not in names:
            raise self._nothing_to_repair()
        return Draft(subentry.title, options, names.index(self._preset_name))

    def _nothing_to_repair(self) -> AbortFlow:
        async_clear_issue(self.hass, IssueKind.SOURCE_GONE, self._frame_id)
        return AbortFlow(reason="nothing_to_repair")

    def _show(self, form: Form) -> RepairsFlowResult:
        self._form = form
        return self.async_show_form(
            step_id=form.step,
            data_schema=self.add_suggested_values_to_schema(form.schema, form.values),
            errors=dict(form.errors),
            description_placeholders={
                "frame": plain(self._draft.name),
                "preset": plain(self._draft.preset.name),
                **form.placeholders,
            },
        )
