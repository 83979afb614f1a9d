"""The entities of a frame that is called "Photo frame"."""

from .conftest import BUTTON, CAMERA, IMAGE, SELECT

EVENT = "event.photo_frame_photo_shown"
FAVORITE = "switch.photo_frame_favorite"
HIDE = "button.photo_frame_hide_photo"
INTERVAL = "number.photo_frame_interval"
NEXT_CHANGE = "sensor.photo_frame_next_change"
PEOPLE = "sensor.photo_frame_people"
PHOTOS = "sensor.photo_frame_photos"
PLACE = "sensor.photo_frame_place"
PREVIOUS = "button.photo_frame_previous_photo"
QUERY = "text.photo_frame_query"
SLIDESHOW = "switch.photo_frame_slideshow"
TAKEN_AT = "sensor.photo_frame_taken_at"

ENABLED = {BUTTON, CAMERA, EVENT, IMAGE, INTERVAL, SLIDESHOW}
DISABLED = {
    FAVORITE,
    HIDE,
    NEXT_CHANGE,
    PEOPLE,
    PHOTOS,
    PLACE,
    PREVIOUS,
    QUERY,
    SELECT,
    TAKEN_AT,
}
