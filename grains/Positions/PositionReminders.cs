namespace Executor.Grains.Positions;

/// <summary>
/// The three reminders of a live position; that of the invariants stays while a debt is watched after the close. Their only promise is that the grain is alive somewhere within a minute; how often the position
/// is managed is the business of its timers.
/// </summary>
internal sealed class PositionReminders(IGrainBase grain)
{
    public const string Manage = "manage";
    public const string Trail = "trail";
    public const string Invariants = "invariants";

    /// <summary>The shortest that Orleans allows; a missed one costs a minute.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private static readonly string[] Names = [Manage, Trail, Invariants];

    private bool _areRegistered;

    /// <summary>Registers those that are missing. One that exists is left alone: registering it again would move its next occurrence.</summary>
    public async Task EnsureAsync()
    {
        if (_areRegistered)
            return;

        var present = await grain.GetReminders();
        await Task.WhenAll(Names
            .Except(present.Select(reminder => reminder.ReminderName))
            .Select(name => grain.RegisterOrUpdateReminder(name, Period, Period)));
        _areRegistered = true;
    }

    /// <summary>Removes all that are there, but for that of the invariants when <paramref name="isWatched"/>.</summary>
    public async Task RemoveAsync(bool isWatched)
    {
        _areRegistered = false;
        await Task.WhenAll((await grain.GetReminders())
            .Where(reminder => !isWatched || reminder.ReminderName != Invariants)
            .Select(reminder => grain.UnregisterReminder(reminder)));
    }
}
