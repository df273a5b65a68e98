"""The numbers an office gives: its code, the year, the device, a counter; no two devices give the same."""

from typing import Final

from lwdesk.domain.office import Device, Office

FIRST_DEVICE: Final = "A"
"""The one device whose code no number names."""


def beginning(office: Office, device: Device, year: int, letter: str = "") -> str:
    """Return what stands before the counter; the letter says what is counted, cases have none."""
    parts = (letter, office.code, str(year), device_part(device))
    return "".join(f"{part}-" for part in parts if part)


def device_part(device: Device) -> str:
    return "" if device.code == FIRST_DEVICE else device.code
