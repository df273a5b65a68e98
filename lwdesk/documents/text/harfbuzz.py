"""The shaping engine; it ships no types, so that what comes from it is checked where it is used."""

from typing import Any

import uharfbuzz

hb: Any = uharfbuzz
