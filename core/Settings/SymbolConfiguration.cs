namespace Executor.Core.Settings;

/// <summary>What the settings say about one symbol.</summary>
/// <param name="Settings">How it is traded.</param>
/// <param name="Rules">Trading rules given by hand.</param>
public sealed record SymbolConfiguration(SymbolSettings Settings, RuleOverrides Rules);
