"""What the exit code of a command says, one number per reason."""

from typing import Final

from lwdesk.base import errors
from lwdesk.base.errors import LwError
from lwdesk.base.texts import N_

DONE: Final = 0
FOUND_PROBLEMS: Final = 1
NOT_UNDERSTOOD: Final = 2
BUG: Final = 70
STOPPED: Final = 130

CODES: Final[dict[type[LwError], int]] = {
    errors.UnknownCommand: NOT_UNDERSTOOD,
    errors.WrongPassphrase: 10,
    errors.MustWait: 11,
    errors.WeakPassphrase: 12,
    errors.FileMissing: 13,
    errors.FileExists: 14,
    errors.FileInUse: 15,
    errors.FileTooNew: 16,
    errors.UnsafePlace: 17,
    errors.NotAllowed: 18,
    errors.InvalidInput: 19,
    errors.RecordGone: 20,
    errors.ReadOnly: 21,
    errors.NothingToUndo: 22,
    errors.UndoTooLate: 23,
    errors.NotOurs: 24,
    errors.Restricted: 25,
    errors.AccountEnded: 26,
    errors.StartPassphrase: 27,
    errors.GateClosed: 28,
    errors.Fixable: 29,
    errors.KeyFileDamaged: 30,
    errors.FileDamaged: 31,
    errors.FileEmpty: 32,
    errors.NotEncrypted: 33,
    errors.DiskFull: 34,
    errors.DiskFailed: 35,
    errors.NotWritable: 36,
    errors.MigrationFailed: 37,
    errors.TooLittleMemory: 38,
    errors.PrinterFailed: 51,
    errors.PackageUnfinished: 53,
    errors.NoteUnread: 54,
    errors.NoSecond: 55,
    errors.Outage: 39,
    errors.LastLead: 41,
    errors.OwnAccount: 42,
    errors.NoWitness: 43,
    errors.DeviceFileRefused: 44,
    errors.RosterOutdated: 45,
    errors.FingerprintDiffers: 46,
    errors.OtherRoot: 47,
    errors.StillJoining: 48,
    errors.DeviceWithdrawn: 49,
    errors.PaperRefused: 50,
    errors.DifferenceSettled: 52,
    errors.BundleRefused: 60,
    errors.BundleDamaged: 61,
    errors.BundleForged: 62,
    errors.BundleNotForUs: 63,
    errors.BundleRevoked: 64,
    errors.BundleTooNew: 65,
    errors.BundleTooLarge: 66,
    errors.BundleGap: 67,
    errors.BundleForked: 68,
    errors.BundleInconsistent: 69,
    errors.TakeAlongRefused: 80,
    errors.SetDifferences: 81,
    errors.SetRestricted: 82,
    errors.SetOut: 83,
    errors.SetNoLaptop: 84,
    errors.SetUntil: 85,
    errors.SetHere: 86,
    errors.SetGone: 87,
    errors.SetExpired: 88,
    errors.SetUnsent: 89,
    errors.Cancelled: STOPPED,
}

RANGES: Final = (
    ("0", N_("done")),
    ("1", N_("done, but there are findings, or lines that were not saved")),
    ("2", N_("the command was not understood")),
    ("10-29", N_("something you can put right: passphrase, file, rights, input")),
    ("30-39", N_("disk, medium or a damaged file")),
    ("40-49", N_("something about accounts or devices that you can put right")),
    ("50-59", N_("a paper that could not be made")),
    ("60-69", N_("a bundle that was not taken in")),
    ("70", N_("an error of the program")),
    ("80-89", N_("a take-along set that was not packed, opened or erased")),
    ("130", N_("stopped")),
)


def code(error: BaseException) -> int:
    """Return the exit code of a failure, by the nearest class that has one."""
    return next((CODES[cls] for cls in type(error).__mro__ if cls in CODES), BUG)
