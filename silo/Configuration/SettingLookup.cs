using System.Globalization;
using Executor.Core.Settings;

namespace Executor.Silo.Configuration;

/// <summary>
/// Finds the text of a setting. Of the places where it may stand, the first that has it counts: the section of the symbol
/// (<c>Executor:Symbols:BTCUSDC:QTY_USD</c>), the environment (<c>QTY_USD</c>), the section of defaults
/// (<c>Executor:Defaults:QTY_USD</c>). A blank text counts as unset.
/// </summary>
internal sealed class SettingLookup(IConfiguration configuration, ICollection<SettingProblem> problems)
{
    public const string DefaultsSection = "Executor:Defaults";
    /// <summary>Stands for the value of a key that may be a secret.</summary>
    public const string NotShown = "(not shown)";

    public const string SymbolsSection = "Executor:Symbols";

    /// <summary>Symbols that have a section, in the order of the configuration.</summary>
    public IEnumerable<string> SymbolsWithSection => configuration.GetSection(SymbolsSection).GetChildren().Select(section => section.Key);

    /// <summary>Text of a setting of the process; null when it is unset.</summary>
    public string? Text(string name) => Value(configuration.GetSection(name)) ?? Value(configuration.GetSection($"{DefaultsSection}:{name}"));

    /// <summary>Text of a setting of storage and cluster, which has a section of its own; null when it is unset.</summary>
    public string? StorageText(string name) =>
        Text(name) ?? Value(configuration.GetSection($"{StorageSettingNames.Section}:{StorageSettingNames.Keys[name]}"));

    /// <summary>Text of a setting of one symbol; null when it is unset.</summary>
    public string? Text(string symbol, string name) => Value(configuration.GetSection($"{SymbolsSection}:{symbol}:{name}")) ?? Text(name);

    /// <summary>Every setting of one symbol that is set.</summary>
    public Dictionary<string, string> TextsOf(string symbol) =>
        SettingCatalog.All.Select(definition => definition.Name).Concat(SettingNames.OfSymbol).Distinct(StringComparer.Ordinal)
            .Select(name => KeyValuePair.Create(name, Text(symbol, name)))
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);

    /// <summary>A whole number of the process, or its default; reports what is not one.</summary>
    public int Whole(string name, string? text, int least, int otherwise)
    {
        if (text is null)
            return otherwise;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least)
            return number;
        Report(name, $"must be a whole number, at least {least}", text);
        return otherwise;
    }

    /// <summary>A decimal number of the process, or its default; reports what is not one.</summary>
    public decimal Number(string name, decimal least, bool orEqual, decimal otherwise, decimal most = decimal.MaxValue)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && (orEqual ? number >= least : number > least) && number <= most)
            return number;
        var upTo = most == decimal.MaxValue ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" and not above {most}");
        Report(name, string.Create(CultureInfo.InvariantCulture, $"must be a number {(orEqual ? "not below" : "above")} {least}{upTo}"), text);
        return otherwise;
    }

    /// <summary>A switch of the process, off by default; reports what is none.</summary>
    public bool Switch(string name)
    {
        if (Text(name) is not { } text)
            return false;
        switch (text.ToUpperInvariant())
        {
            case "1" or "TRUE" or "YES" or "Y" or "ON":
                return true;
            case "0" or "FALSE" or "NO" or "N" or "OFF":
                return false;
            default:
                Report(name, "must be on or off (1, true, yes, on; 0, false, no, off)", text);
                return false;
        }
    }

    public void Report(string name, string rule, string value) => problems.Add(new SettingProblem(name, rule, value));

    /// <summary>
    /// Reports every key of the sections that is no setting there: a misspelt one would have no effect in silence. Their values are not
    /// told: any of them may be a secret under a wrong name, or in a wrong place.
    /// </summary>
    public void ReportUnknownKeys()
    {
        foreach (var setting in configuration.GetSection(DefaultsSection).GetChildren())
        {
            if (!IsKnown(setting.Key))
                Report($"{DefaultsSection}:{setting.Key}", "is not a setting", NotShown);
        }

        foreach (var setting in configuration.GetSection(StorageSettingNames.Section).GetChildren())
        {
            if (!StorageSettingNames.Keys.Values.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                Report(setting.Path, $"is not a setting of the storage; known are {string.Join(", ", StorageSettingNames.Keys.Values.Order())}", NotShown);
        }

        foreach (var section in configuration.GetSection(SymbolsSection).GetChildren())
        {
            foreach (var setting in section.GetChildren())
            {
                if (!IsKnown(setting.Key) || SettingNames.OfProcess.Contains(setting.Key))
                    Report($"{section.Path}:{setting.Key}", "is not a setting of a symbol", NotShown);
            }
        }
    }

    /// <summary>Settings that are set somewhere although this version does not obey them.</summary>
    public IEnumerable<string> Ineffective() =>
        from definition in SettingCatalog.All
        where definition.Status != SettingStatus.InForce && !IsOfHost(definition.Name) && IsSetSomewhere(definition.Name)
        select definition.Status == SettingStatus.Planned
            ? $"{definition.Name} is set and has no effect yet in this version."
            : $"{definition.Name} is set and has no effect any more: {definition.Summary}";

    private static bool IsKnown(string name) => IsOfHost(name) || SettingCatalog.Find(name) is not null;

    private static bool IsOfHost(string name) => SettingNames.OfProcess.Contains(name) || SettingNames.OfSymbol.Contains(name);

    private bool IsSetSomewhere(string name) => Text(name) is not null || SymbolsWithSection.Any(symbol => Text(symbol, name) is not null);

    private static string? Value(IConfigurationSection section)
    {
        var text = section.Value ?? string.Join(',', section.GetChildren().Select(item => item.Value)); // a JSON array reads like a list with commas
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }
}
