namespace Executor.Core.Settings;

/// <summary>Whether this version obeys a setting.</summary>
public enum SettingStatus
{
    /// <summary>It does.</summary>
    InForce,

    /// <summary>Known from the original, not obeyed yet.</summary>
    Planned,

    /// <summary>Known from the original and not needed any more: the summary says what replaced it.</summary>
    Retired,
}
