"""A frame, step by step: sources, filters, rendering, screen, slideshow; new ones and others."""

from contextlib import suppress
from dataclasses import replace

from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.data_entry_flow import AbortFlow

from .const import CONF_SLIDESHOW, MAX_PRESETS
from .draft import Draft
from .filters_form import FiltersForm
from .form import Form, Given, NothingToPickError
from .frame import AccountWithFrames, ImmichFrameConfigEntry
from .frame_form import (
    CONF_KIND,
    kind_form,
    new_frame_errors,
    new_frame_form,
    read_settings,
    read_which,
    settings_form,
    which_form,
)
from .immich.errors import ImmichError
from .markdown import plain
from .options import FrameOptions
from .pickers import Pickers
from .preset_data import unique
from .preset_name import suggest_name
from .preview_form import async_find
from .rendering_form import read_rendering, rendering_form
from .selection.source import Source, SourceKind
from .slideshow_form import (
    read_slideshow,
    slideshow_errors,
    slideshow_form,
    with_slideshow,
)
from .source_form import SourceForm, seen_lately, source_form
from .words import Words

LAST_STEPS = frozenset({"remove_source", "rendering", "settings", "slideshow"})
"""After these there is nothing more to say."""


class FrameSubentryFlow(ConfigSubentryFlow):
    """Add or change a frame.

    A new frame begins with `user`; then come the source, the filters and a preview. A change begins
    with the menu `reconfigure`, from which the same steps are reached. Nothing is saved before the
    end.
    """

    # The first step sets these, and every form the one that it shows.
    _pickers: Pickers
    _form: Form
    _source_form: SourceForm
    _filters_form: FiltersForm

    def __init__(self) -> None:
        """Begin with a frame of the whole library."""
        self._draft = Draft()
        self._before = self._draft.options

    async def async_step_user(self, given: Given | None = None) -> SubentryFlowResult:
        """Ask for the name, screen and slideshow of a new frame, and for the kind of its source."""
        if given is None:
            await self._async_begin()
            titles = {frame.title for frame in self._get_entry().subentries.values()}
            name = self._pickers.words.say("selector.default_name.options.frame")
            self._draft = Draft(unique(name, titles), with_slideshow(self._draft.options))
            return self._show(self._new_frame_form(SourceKind.LIBRARY))
        if errors := new_frame_errors(given):
            return self._show(replace(self._form, values=given, errors=errors))
        self._take_settings(given)
        self._draft.options = read_slideshow(given[CONF_SLIDESHOW], self._draft.options)
        kind = SourceKind(given[CONF_KIND])
        return await self._async_take_kind(kind, self._new_frame_form(kind))

    async def async_step_reconfigure(self, _given: Given | None = None) -> SubentryFlowResult:
        """Ask what is to be changed."""
        await self._async_begin()
        subentry = self._get_reconfigure_subentry()
        self._draft = Draft(subentry.title, FrameOptions.of(subentry.data))
        self._before = self._draft.options
        presets = self._draft.options.presets
        menu = ["change_source", "change_filters"]
        menu += ["another"] if len(presets) < MAX_PRESETS else []
        menu += ["remove_source"] if len(presets) > 1 else []
        return self.async_show_menu(
            menu_options=[*menu, "rendering", "slideshow", "settings"],
            description_placeholders={
                "frame": subentry.title,
                "preset": plain(self._draft.options.active),
            },
        )

    async def async_step_change_source(self, given: Given | None = None) -> SubentryFlowResult:
        """Change one of the sources."""
        which = await self._async_choose("change_source", given)
        return which or await self.async_step_source()

    async def async_step_change_filters(self, given: Given | None = None) -> SubentryFlowResult:
        """Change the filters of one of the sources."""
        which = await self._async_choose("change_filters", given)
        return which or await self.async_step_filters()

    async def async_step_another(self, _given: Given | None = None) -> SubentryFlowResult:
        """Add a source."""
        self._draft.add()
        return await self.async_step_source()

    async def async_step_remove_source(self, given: Given | None = None) -> SubentryFlowResult:
        """Remove one of the sources."""
        if given is None:
            return self._show_which("remove_source")
        self._draft.remove(read_which(given))
        return await self.async_step_save()

    async def async_step_rendering(self, given: Given | None = None) -> SubentryFlowResult:
        """Change how photos are fitted, what is written on them, and as what they are written."""
        options = self._draft.options
        if given is None:
            return self._show(rendering_form(options.rendering))
        self._draft.options = replace(options, rendering=read_rendering(given))
        return await self.async_step_save()

    async def async_step_slideshow(self, given: Given | None = None) -> SubentryFlowResult:
        """Change when and for whom a frame moves on by itself."""
        options = self._draft.options
        if given is None:
            return self._show(slideshow_form(options))
        if errors := slideshow_errors(given):
            return self._show(replace(self._form, values=given, errors=errors))
        self._draft.options = read_slideshow(given, options)
        return await self.async_step_save()

    async def async_step_settings(self, given: Given | None = None) -> SubentryFlowResult:
        """Change the name and screen of a frame."""
        if given is None:
            return self._show(settings_form(self._draft.name, self._draft.options))
        self._take_settings(given)
        return await self.async_step_save()

    async def async_step_source(self, given: Given | None = None) -> SubentryFlowResult:
        """Ask for the kind of a source."""
        if given is None:
            return self._show(kind_form(self._draft.preset.source.kind))
        kind = SourceKind(given[CONF_KIND])
        return await self._async_take_kind(kind, kind_form(kind))

    async def _async_step_details(self, given: Given | None = None) -> SubentryFlowResult:
        """Ask for what has to be said about a source of its kind."""
        if given is None:
            return self._show(self._form)
        outcome = await self._source_form.read(given)
        if isinstance(outcome, Form):
            return self._show(outcome)
        return await self._async_take_source(outcome)

    async_step_smart = _async_step_details
    async_step_similar = _async_step_details
    async_step_similar_photo = _async_step_details
    async_step_albums = _async_step_details
    async_step_people = _async_step_details
    async_step_tags = _async_step_details
    async_step_memories = _async_step_details
    async_step_recent = _async_step_details

    async def async_step_filters(self, given: Given | None = None) -> SubentryFlowResult:
        """Ask for filters, the order and the name of the source; all of it has a default."""
        if given is None:
            self._filters_form = FiltersForm(self._pickers, self._draft.preset, self._draft.taken)
            return self._show(await self._filters_form.open())
        outcome = self._filters_form.read(given)
        if isinstance(outcome, Form):
            return self._show(outcome)
        self._draft.put(outcome)
        return await self.async_step_preview()

    async def async_step_preview(self, _given: Given | None = None) -> SubentryFlowResult:
        """Say what was found, and ask whether that is it."""
        finding = await async_find(self._account, self._draft.query, self._pickers.words)
        has_room = len(self._draft.options.presets) < MAX_PRESETS
        return self.async_show_menu(
            step_id=finding.step,
            menu_options=[*finding.menu, "another"] if has_room else list(finding.menu),
            description_placeholders={
                "preset": self._draft.preset.name,
                **finding.placeholders,
            },
        )

    async_step_preview_rough = async_step_preview
    async_step_preview_hits = async_step_preview
    async_step_preview_some = async_step_preview
    async_step_preview_nothing = async_step_preview
    async_step_preview_emptied = async_step_preview
    async_step_preview_failed = async_step_preview

    async def async_step_save(self, _given: Given | None = None) -> SubentryFlowResult:
        """Save the frame."""
        draft = self._draft
        if self.source == SOURCE_USER:
            return self.async_create_entry(title=draft.name, data=draft.options.as_data())
        entry, subentry = self._get_entry(), self._get_reconfigure_subentry()
        data = draft.over(self._before, FrameOptions.of(subentry.data)).as_data()
        return self.async_update_and_abort(entry, subentry, title=draft.name, data=data)

    @property
    def _account(self) -> AccountWithFrames:
        """Return the account of the frame, or end here when it does not run."""
        entry: ImmichFrameConfigEntry = self._get_entry()
        if entry.state is not ConfigEntryState.LOADED:
            raise AbortFlow(reason="entry_not_loaded")
        return entry.runtime_data

    def _new_frame_form(self, kind: SourceKind) -> Form:
        return new_frame_form(self._draft.name, self._draft.options, kind)

    def _take_settings(self, given: Given) -> None:
        draft = self._draft
        draft.name, draft.options = read_settings(given, draft.name, draft.options)

    @property
    def _source_name(self) -> str:
        """What the source is called that is worked on, which may have no name yet."""
        if self._draft.is_new:
            return self._pickers.words.say("selector.source.options.new")
        return self._draft.preset.name

    async def _async_begin(self) -> None:
        self._pickers = Pickers(self._account.client, await Words.async_load(self.hass))

    async def _async_choose(self, step: str, given: Given | None) -> SubentryFlowResult | None:
        """Work on the source that is meant, or ask which when there are several."""
        if given is None and len(self._draft.options.presets) > 1:
            return self._show_which(step)
        number = 0 if given is None else read_which(given)
        source = self._draft.options.presets[number].source
        with suppress(ImmichError):  # Without their names it only keeps the one it has.
            await self._pickers.learn_names(source)
        self._draft.begin(number, suggest_name(source, self._pickers))
        return None

    async def _async_take_kind(self, kind: SourceKind, asked: Form) -> SubentryFlowResult:
        """Go on to what such a source needs, or back to the form that asked, and say why."""
        source = self._draft.source_of(kind)
        form = source_form(kind, self._pickers, seen_lately(self._account))
        if form is None:
            return await self._async_take_source(source)
        try:
            opened = await form.open(source)
        except (ImmichError, NothingToPickError) as err:
            return self._show(asked.refused(err, CONF_KIND))
        self._source_form = form
        return self._show(opened)

    async def _async_take_source(self, source: Source) -> SubentryFlowResult:
        self._draft.put_source(source, suggest_name(source, self._pickers))
        return await self.async_step_filters()

    def _show_which(self, step: str) -> SubentryFlowResult:
        options = self._draft.options
        return self._show(which_form(step, options.presets, options.active))

    def _show(self, form: Form) -> SubentryFlowResult:
        self._form = form
        return self.async_show_form(
            step_id=form.step,
            data_schema=self.add_suggested_values_to_schema(form.schema, form.values),
            errors=dict(form.errors),
            description_placeholders={"preset": self._source_name, **form.placeholders},
            last_step=form.step in LAST_STEPS,
        )
