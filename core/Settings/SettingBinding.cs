namespace Executor.Core.Settings;

/// <summary>How one variable becomes a property of <see cref="SymbolSettings"/> and back.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Read">Settings with the value of the text, or as they were when there is none or it cannot be read.</param>
/// <param name="Write">Text that gives this value again.</param>
internal sealed record SettingBinding(
    string Name, Func<SettingTexts, SymbolSettings, SymbolSettings> Read, Func<SymbolSettings, string> Write);
