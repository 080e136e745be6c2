namespace Executor.Core.Settings;

/// <summary>One environment variable, as the README lists it.</summary>
/// <param name="Name">Name in capitals, the original's where it has one.</param>
/// <param name="Group">Chapter it belongs to.</param>
/// <param name="Kind">Form of its text.</param>
/// <param name="Default">Text that gives the default; empty = unset.</param>
/// <param name="Unit">Unit of the number; empty for texts and switches.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Status">Whether this version obeys it.</param>
public sealed record SettingDefinition(
    string Name, string Group, SettingKind Kind, string Default, string Unit, string Summary, SettingStatus Status);
