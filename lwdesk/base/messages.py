"""What a person reads when something failed: what happened and what is safe, then what to do now."""

from lwdesk.base import errors
from lwdesk.base.errors import Fact, LwError
from lwdesk.base.texts import N_, Texts

MESSAGES: dict[type[LwError], tuple[str, str]] = {
    errors.WrongPassphrase: (N_("That did not fit."), N_("Please enter it once more.")),
    errors.MustWait: (N_("There were too many wrong tries."), N_("Please wait {seconds} seconds.")),
    errors.WeakPassphrase: (
        N_("This passphrase is too easy to guess."),
        N_("Choose a longer one, for example four words that do not belong together."),
    ),
    errors.AccountEnded: (
        N_("Your account has come to its end. Nothing is lost."),
        N_("Ask the team lead to prolong it."),
    ),
    errors.StartPassphrase: (
        N_("This passphrase is only for the start, others know it."),
        N_("Sign in at the window and choose one of your own first."),
    ),
    errors.FileMissing: (
        N_("The data file is not there."),
        N_("Connect the drive, choose another file or restore a backup. Nothing was made anew."),
    ),
    errors.FileExists: (
        N_("A file with this name is already there. It was not touched."),
        N_("Choose another name or another folder."),
    ),
    errors.FileInUse: (
        N_("The file is open in another place. You can read but not change it."),
        N_("Close the other program to change something."),
    ),
    errors.FileTooNew: (
        N_("This file was written by a newer version. It was not changed."),
        N_("Update this program and open the file again."),
    ),
    errors.UnsafePlace: (
        N_("This folder is on a network drive or is synchronised with a cloud. Files get damaged there."),
        N_("Choose a folder on this computer."),
    ),
    errors.NotAllowed: (
        N_("Your role does not include this. Nothing was changed."),
        N_("Ask the team lead."),
    ),
    errors.LastLead: (
        N_("Without this person nobody could manage the accounts. Nothing was changed."),
        N_("Give somebody else the role of the team lead first, without an end date."),
    ),
    errors.OwnAccount: (
        N_("This is your own account. Nothing was changed."),
        N_("Ask somebody else who manages the accounts."),
    ),
    errors.NoWitness: (
        N_("The trail is read by two together. It stays closed."),
        N_("Ask somebody of the administration or of data protection to sit beside you."),
    ),
    errors.NoSecond: (
        N_("This is decided by two who both may. Nothing was passed on."),
        N_("Ask somebody else with this right to enter their own passphrase here."),
    ),
    errors.GateClosed: (
        N_("For this there is no valid consent. Nothing was passed on."),
        N_("Get the consent, or hand over information only."),
    ),
    errors.NoteUnread: (
        N_("The family wrote whom not to tell. Nothing was passed on."),
        N_("Read the note and confirm it, then try once more."),
    ),
    errors.PaperRefused: (
        N_("This paper may not be made at present. Nothing was printed or saved."),
        N_("Open the paper in the window, which says what stands in the way."),
    ),
    errors.NotOurs: (
        N_("This household belongs to another office. Nothing was changed."),
        N_("Ask the other office to change it."),
    ),
    errors.Restricted: (
        N_("This household must not be worked on at present. Nothing was changed."),
        N_("Ask the team lead whether the restriction may be lifted."),
    ),
    errors.InvalidInput: (
        N_("Something is still missing. Nothing was saved, your draft is still open."),
        N_("Check the marked fields and save again."),
    ),
    errors.RecordGone: (
        N_("This entry is not there any more. Everything else is safe."),
        N_("Go back and search again."),
    ),
    errors.NothingToUndo: (N_("There is nothing to take back."), N_("You can go on working.")),
    errors.UndoTooLate: (
        N_("Somebody has changed this since. Nothing was taken back."),
        N_("Open the entry and correct it there."),
    ),
    errors.DifferenceSettled: (
        N_("This difference was decided meanwhile, or more came in. Nothing was changed."),
        N_("Look at the differences again."),
    ),
    errors.UnknownCommand: (N_("This command was not understood."), N_("See the help.")),
    errors.ReadOnly: (
        N_("The file is open for reading only. Nothing was changed."),
        N_("Close the other program and open the file again."),
    ),
    errors.KeyFileDamaged: (
        N_("The key file is missing or damaged. Your data is still there, but locked."),
        N_("Put the key file from a backup beside the data file."),
    ),
    errors.FileDamaged: (
        N_("The data file is damaged. It was not changed."),
        N_("Copy the folder first, then restore the last backup."),
    ),
    errors.FileEmpty: (
        N_("The data file is empty. It was not replaced."),
        N_("Copy the folder first, then restore the last backup."),
    ),
    errors.BundleDamaged: (
        N_("This bundle is damaged or is none. Nothing of it was taken in."),
        N_("Have it made again by the device it came from."),
    ),
    errors.BundleForged: (
        N_("This bundle is not signed by a device that we know. Nothing of it was taken in."),
        N_("Ask the coordination by phone where it comes from before you do anything else with it."),
    ),
    errors.BundleNotForUs: (
        N_("This bundle was made for another device. It stays closed."),
        N_("Have it made for this device, or take it to the right one."),
    ),
    errors.BundleRevoked: (
        N_("The device that made this bundle was withdrawn. Nothing of it was taken in."),
        N_("Ask the coordination whether the device was lost."),
    ),
    errors.DeviceWithdrawn: (
        N_("This device was withdrawn. It sends nothing and takes nothing in any more."),
        N_("Tell the coordination that you have it; it can join again with a file of its own."),
    ),
    errors.BundleTooNew: (
        N_("This bundle was made by a newer version. Nothing of it was taken in."),
        N_("Update this program and read it in again."),
    ),
    errors.BundleTooLarge: (
        N_("This bundle is larger than a bundle may be. Nothing of it was taken in."),
        N_("Have it made again by the device it came from."),
    ),
    errors.BundleGap: (
        N_("A bundle before this one is missing. It waits until the missing one was read in."),
        N_("Read in the bundle before, or have a new one made, which then holds everything."),
    ),
    errors.BundleForked: (
        N_("An older copy of its data came into use on one device. Nothing of this bundle was taken in."),
        N_("Make a package here and read it in there. It then says what is missing under a new name."),
    ),
    errors.BundleInconsistent: (
        N_("This bundle contradicts itself. Nothing of it was taken in."),
        N_("Have it made again by the device it came from, and tell the coordination."),
    ),
    errors.BundleRefused: (
        N_("This bundle was not taken in. Nothing was changed."),
        N_("Have it made again by the device it came from."),
    ),
    errors.TakeAlongRefused: (
        N_("The take-along set was not packed. Nothing was changed."),
        N_("Choose at least one household of your office and a device."),
    ),
    errors.SetDifferences: (
        N_("One of the households has a difference that is open. Nothing was packed."),
        N_("Decide it first on the page “Differences”, or leave the household here."),
    ),
    errors.SetRestricted: (
        N_("One of the households is restricted. Nothing was packed."),
        N_("Leave it out of the set; restricted data stays in the office."),
    ),
    errors.SetOut: (
        N_("One of the households is still out with this device. Nothing was packed."),
        N_("Have the set given back and erased there first, or leave the household out."),
    ),
    errors.SetNoLaptop: (
        N_("This device takes no take-along sets. Nothing was packed."),
        N_("Choose a device that the coordination took in as a visit laptop."),
    ),
    errors.SetUntil: (
        N_("A set can be opened for at most {most} days. Nothing was packed."),
        N_("Choose a day from today on, within {most} days."),
    ),
    errors.SetHere: (
        N_("A household of this set lies on this device already, in another set. Nothing was taken in."),
        N_("Give the other set back and erase it, then read this one in again."),
    ),
    errors.SetGone: (
        N_("This set was erased from this device. Nothing was taken in."),
        N_("Have a new one packed in the office."),
    ),
    errors.SetExpired: (
        N_("The time of the take-along set is over. Its households are locked; nothing is lost."),
        N_("Give the set back, and have a new one packed in the office."),
    ),
    errors.SetUnsent: (
        N_("Not everything from this device has arrived in the office yet. The set stays here."),
        N_("Give the set back and read in the answer of the office, or confirm what will be lost."),
    ),
    errors.DeviceFileRefused: (
        N_("This file is no request and no device list, or was changed on its way. Nothing was taken over."),
        N_("Have it written again where it comes from."),
    ),
    errors.RosterOutdated: (
        N_("This device list is older than the one that is known here. Nothing was changed."),
        N_("Ask the coordination for the newest one."),
    ),
    errors.FingerprintDiffers: (
        N_("The digits do not agree. Nothing was changed."),
        N_(
            "Compare them once more on the phone. If they differ again, somebody else may have made the file."
        ),
    ),
    errors.OtherRoot: (
        N_("This root does not sign for your organisation. Nothing was changed."),
        N_("Choose the file of your own root, or ask the coordination."),
    ),
    errors.StillJoining: (
        N_("This device does not belong to an office yet. Nothing is lost."),
        N_("Open the file in the window: there you read in the device list and the first package."),
    ),
    errors.NotEncrypted: (
        N_("This file is not encrypted, so it is not opened."),
        N_("Choose another file or install the program again."),
    ),
    errors.TooLittleMemory: (
        N_("The computer has too little free memory. Nothing was changed."),
        N_("Close other programs and try again."),
    ),
    errors.PackageUnfinished: (
        N_("All of it is noted, but the package got stuck at the last step: it lies there as {file}."),
        N_("Put the stick in again and finish it in the list of handings over; an answer you make again."),
    ),
    errors.PrinterFailed: (
        N_("The printer took no page. Nothing is lost."),
        N_("See whether it is switched on, or choose another printer."),
    ),
    errors.DiskFull: (
        N_("There is no room left on the disk. Your draft is still open."),
        N_("Make room and save again."),
    ),
    errors.DiskFailed: (
        N_("The disk reports an error. What was saved before is safe."),
        N_("Make a backup on another medium and have the disk checked."),
    ),
    errors.NotWritable: (
        N_("This place is write-protected. Nothing was changed."),
        N_("Remove the protection or choose another place."),
    ),
    errors.MigrationFailed: (
        N_("The file could not be brought to the new format. The old file is untouched."),
        N_("Make room on the disk and try again."),
    ),
}
REASONS: dict[tuple[type[LwError], str], tuple[str, str]] = {
    (errors.BundleRefused, "not_enrolled"): (
        N_("This device does not take part in the exchange yet. Nothing was changed."),
        N_("Have it taken in by the coordination first."),
    ),
    (errors.BundleRefused, "nobody"): (
        N_("No other device in use belongs to this office. No package was made."),
        N_("Have another device taken in by the coordination first."),
    ),
    (errors.BundleRefused, "nothing"): (
        N_("The other devices have everything. No package was made."),
        N_("You can go on working."),
    ),
    (errors.BundleNotForUs, "organisation"): (
        N_("This package comes from another organisation. It stays closed."),
        N_("Ask the sender for whom it is meant."),
    ),
    (errors.BundleNotForUs, "office"): (
        N_("This package is for another office. It stays closed."),
        N_("Take it to that office, or ask the sender."),
    ),
    (errors.BundleNotForUs, "device"): (
        N_("This device is not on the list of devices any more. Nothing was changed."),
        N_("Ask the coordination to take it in again."),
    ),
    (errors.BundleRefused, "expired"): (
        N_("The time for taking this household over has passed. The package stays closed."),
        N_("Ask the office it comes from for a new one."),
    ),
    (errors.BundleRefused, "decided"): (
        N_("Somebody here decided about this package already. Nothing was changed."),
        N_("Look at it again to see what was decided."),
    ),
    (errors.BundleRefused, "transfer"): (
        N_("This package hands a household over. Nothing was taken in by itself."),
        N_("Open it in the window and decide what becomes of it."),
    ),
    (errors.BundleNotForUs, "transfer"): (
        N_("This answers a handing over that this office does not know. Nothing was changed."),
        N_("Ask the office it comes from for whom it is meant."),
    ),
    (errors.BundleRevoked, "log"): (
        N_("This package holds more work of a withdrawn device than counts. Nothing of it was taken in."),
        N_("The device that made it is in order. What is missing is the report of the loss."),
    ),
    (errors.DeviceFileRefused, "ends"): (
        N_("Nobody here knows how far the work of this device counts. It was not withdrawn."),
        N_("Read in the report of the loss from its office, or say that it never wrote anything."),
    ),
    (errors.BundleForked, "versions"): (
        N_("This device has other work of a device that used an older copy. Nothing of it was taken in."),
        N_("Make a package here and read it in on another device, then set this device up anew."),
    ),
    (errors.BundleForged, "office"): (
        N_("This package comes from another office, or holds its work. Nothing of it was taken in."),
        N_("Ask the coordination by phone where it comes from before you do anything else with it."),
    ),
    (errors.BundleForged, "writer"): (
        N_("This package goes on with the work of a device that is not its own. Nothing of it was taken in."),
        N_("Ask the coordination by phone where it comes from before you do anything else with it."),
    ),
    (errors.BundleForged, "former"): (
        N_("This package is signed with a key that was replaced. Nothing of it was taken in."),
        N_("Have it made again by the device it came from."),
    ),
    (errors.BundleForged, "epoch"): (
        N_("This package holds work under a key that was replaced. Nothing of it was taken in."),
        N_("Have it made again by the device it came from."),
    ),
    (errors.BundleForged, "receipt"): (
        N_("This answer does not come from the office that was asked. Nothing was changed."),
        N_("Ask both offices by phone who has the package."),
    ),
    (errors.BundleDamaged, "cut"): (
        N_("This package is incomplete. Nothing of it was taken in."),
        N_("Copy it once more, or have it made again."),
    ),
    (errors.RecordGone, "joined"): (
        N_("This file belongs to an office already. Nothing was changed."),
        N_("Open it with the name and the passphrase of somebody who works there."),
    ),
    (errors.InvalidInput, "no_package"): (
        N_("The first package of the office was not read in here yet. Nothing was changed."),
        N_("Have it made at another device of the office, and read it in first."),
    ),
    (errors.InvalidInput, "own_device"): (
        N_("A device does not withdraw itself. Nothing was changed."),
        N_("Withdraw it at another device of the coordination."),
    ),
    (errors.TakeAlongRefused, "foreign"): (
        N_("A household belongs to another office. The take-along set was not packed, nothing was changed."),
        N_("Leave this household out."),
    ),
    (errors.FileMissing, "bundle"): (
        N_("The package is not there any more. Nothing was changed."),
        N_("Put the stick in again, or choose another file."),
    ),
    (errors.FileMissing, "unfinished"): (
        N_("This is no package that is to be finished. Nothing was changed."),
        N_("Choose a file whose name ends with .lwb.part."),
    ),
    (errors.FileMissing, "roster"): (
        N_("The list of devices is not there."),
        N_("Put the stick in again, or choose another file."),
    ),
    (errors.FileMissing, "folder"): (
        N_("The folder is not there. No package was made."),
        N_("Put the stick in again, or choose another folder."),
    ),
}
"""Words for some reasons (`why`) of a failure, in place of those for the failure as such."""
UNEXPECTED = (
    N_("Something went wrong that should not. What was saved is safe, your draft is kept."),
    N_("Go on working. Please pass on the number {number}."),
)


def explain(error: LwError, words: Texts) -> tuple[str, str]:
    """Return what happened and what to do now, for the reason or the nearest class that has words."""
    told = REASONS.get((type(error), str(error.facts.get("why"))))
    happened, now = told or next(MESSAGES[cls] for cls in type(error).__mro__ if cls in MESSAGES)
    return _said(happened, error.facts, words), _said(now, error.facts, words)


def _said(msgid: str, facts: dict[str, Fact], words: Texts) -> str:
    return words(msgid, **facts) if "{" in msgid else words(msgid)
