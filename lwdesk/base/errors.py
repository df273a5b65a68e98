"""Every failure a person may meet, by what they can do about it."""

# LwError(**facts)          facts: ids, codes, counts; never names, never sentences
# ├─ Fixable                the person can act
# ├─ Outage                 disk, medium, damaged file
# └─ Cancelled              silence

type Fact = str | int | float | bool | None


class LwError(Exception):
    """A failure that the program expects; anything else is a bug."""

    def __init__(self, **facts: Fact) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        known = ", ".join(f"{name}={value!r}" for name, value in sorted(self.facts.items()))
        return f"{type(self).__name__}({known})"


class Fixable(LwError):
    """The person can put this right."""


class Outage(LwError):
    """The machine, the medium or the file failed."""


class Cancelled(LwError):
    """The person stopped it; nothing is said."""


class WrongPassphrase(Fixable):
    """User, passphrase or file do not fit together; `left` tries stay before the next wait."""


class MustWait(Fixable):
    """Too many wrong tries: `seconds` are left."""


class WeakPassphrase(Fixable):
    """The passphrase is too easy to guess (`reason`)."""


class AccountEnded(Fixable):
    """The account of this person was for a time that is over."""


class StartPassphrase(Fixable):
    """The passphrase was given by somebody else and has to be replaced by an own one."""


class FileMissing(Fixable):
    """There is no data file at this place."""


class FileExists(Fixable):
    """Something lies where a new file was to be made; nothing is replaced."""


class FileInUse(Fixable):
    """Another program (`pid`, `host`) has the data file open."""


class FileTooNew(Fixable):
    """The file was written by a newer program (`found`, `known`)."""


class UnsafePlace(Fixable):
    """The folder is a network share or is synchronised with a cloud (`why`)."""


class NotAllowed(Fixable):
    """The role of the person does not include this (`right`)."""


class LastLead(NotAllowed):
    """Without this person nobody could manage the accounts any more."""


class OwnAccount(NotAllowed):
    """Nobody ends or changes the account they are working with."""


class NoWitness(NotAllowed):
    """The person may not sit beside the lead when the trail is read."""


class NoSecond(NotAllowed):
    """Something that takes two was to be decided without a second person who may decide it (`right`)."""


class GateClosed(NotAllowed):
    """Something of a household was to leave without a consent (`why`, `missing`, `withheld`)."""


class NoteUnread(GateClosed):
    """Nobody confirmed what the family wrote about whom not to tell."""


class PaperRefused(NotAllowed):
    """A paper may not be made of this, or not for this reader (`why`)."""


class NotOurs(NotAllowed):
    """The household belongs to another office, which alone changes it."""


class Restricted(NotAllowed):
    """Nobody works on this household until the restriction is lifted."""


class InvalidInput(Fixable):
    """A record with problems was handed to save (`kind`, `fields`)."""


class RecordGone(Fixable):
    """The record is not there any more (`kind`)."""


class NothingToUndo(Fixable):
    """There is no save of this person that could be taken back."""


class UndoTooLate(Fixable):
    """Somebody changed the record after the save that was to be taken back."""


class DifferenceSettled(Fixable):
    """The difference is not there any more as it was shown: somebody decided, or more came in (`kind`)."""


class UnknownCommand(Fixable):
    """The command line was not understood."""


class ReadOnly(Fixable):
    """The file was opened for reading only."""


class BundleRefused(Fixable):
    """A bundle was not taken in, and nothing of it (`why`)."""


class BundleDamaged(BundleRefused):
    """The bundle is no bundle, is cut, or its bytes were changed (`why`)."""


class BundleForged(BundleRefused):
    """The bundle is not signed by a device that may (`why`)."""


class BundleNotForUs(BundleRefused):
    """The bundle was made for other devices, or comes from another organisation (`why`)."""


class BundleRevoked(BundleRefused):
    """The device that made the bundle, or one whose log (`writer`) lies in it, counts no further (`why`)."""


class DeviceWithdrawn(BundleRevoked):
    """The own device is not trusted any more."""


class BundleTooNew(BundleRefused):
    """The bundle needs a newer program (`found`, `known`)."""


class BundleTooLarge(BundleRefused):
    """The bundle exceeds a limit (`why`)."""


class BundleGap(BundleRefused):
    """A bundle before this one is missing (`writer`, `first`, `last`); it is kept aside."""


class BundleForked(BundleRefused):
    """Two devices wrote under one name: a copied or restored file (`writer`, `seq`)."""


class BundleInconsistent(BundleRefused):
    """A record of the bundle breaks a rule of the log (`why`, `writer`, `seq`)."""


class DeviceFileRefused(Fixable):
    """A request, a device list or a report is none, was changed, is missing, or is not taken in (`why`)."""


class RosterOutdated(Fixable):
    """The device list is not newer than the one that is known (`found`, `known`)."""


class FingerprintDiffers(Fixable):
    """The digits that were compared by phone are others."""


class OtherRoot(Fixable):
    """The root belongs to another organisation, or signs for this one no more."""


class StillJoining(Fixable):
    """The file belongs to a device that no office has taken in yet."""


class TakeAlongRefused(Fixable):
    """A take-along set was not packed, not taken in or not let go of (`why`)."""


class SetDifferences(TakeAlongRefused):
    """A household of the set has a difference that nobody decided yet."""


class SetRestricted(TakeAlongRefused):
    """A household of the set is restricted and stays where it is."""


class SetOut(TakeAlongRefused):
    """A household of the set is still out with the same device."""


class SetNoLaptop(TakeAlongRefused):
    """The device is not one that takes sets along (`why`)."""


class SetUntil(TakeAlongRefused):
    """The day until which a set may be opened lies behind, or too far ahead (`most` days)."""


class SetHere(BundleRefused):
    """A household of the set lies in another set on this device already."""


class SetGone(BundleRefused):
    """The set was erased from this device before."""


class SetExpired(TakeAlongRefused):
    """The time of the set is over; its households are locked."""


class SetUnsent(TakeAlongRefused):
    """Not everything that was written here is known elsewhere yet (`why`)."""


class KeyFileDamaged(Outage):
    """The key file is missing, cut or changed (`why`)."""


class FileDamaged(Outage):
    """The data file cannot be read (`why`)."""


class FileEmpty(Outage):
    """The data file has no bytes at all."""


class NotEncrypted(Outage):
    """The database library is not SQLCipher or the file is plain."""


class TooLittleMemory(Outage):
    """The computer has no memory left for opening the key file."""


class PackageUnfinished(Outage):
    """What a package tells of was saved, but the package has not got its name yet (`file`)."""


class PrinterFailed(Outage):
    """The printer took no page."""


class DiskFull(Outage):
    """There is no room left on the disk."""


class DiskFailed(Outage):
    """The disk answered with an error."""


class NotWritable(Outage):
    """The place is write-protected."""


class MigrationFailed(Outage):
    """The file could not be brought to the present format; the old one is untouched."""
