using System.Globalization;
using Executor.Core.Exchange;

namespace Executor.Core.Settings;

/// <summary>Reads the settings of one symbol from environment variables with the original's names.</summary>
public static class SettingsReader
{
    /// <summary>Price at which the original's amounts suit BTC; other symbols get the same fractions of their own price.</summary>
    private const decimal TypicalBitcoinPrice = 95_000m;
    private const int FractionDecimals = 12;

    /// <summary>
    /// Reads and checks all settings of <paramref name="symbol"/>; names that are not in the catalogue are not looked at.
    /// </summary>
    /// <param name="values">Environment variables; a blank one counts as unset.</param>
    /// <param name="symbol">Traded pair.</param>
    public static SettingsReadResult Read(IReadOnlyDictionary<string, string> values, string symbol)
    {
        var texts = new SettingTexts(values);
        var name = symbol.Trim().ToUpperInvariant();
        if (!SymbolName.TrySplit(name, out _))
        {
            texts.Report("SYMBOL", "must be a pair that ends with a known quote asset", symbol);
        }

        var settings = SettingBindings.All.Aggregate(DefaultsFor(name), (read, binding) => binding.Read(texts, read));
        if (settings.ExitStyle == ExitStyle.Bracket && settings.Account.IsMargin())
        {
            texts.Report("EXIT_STYLE", "must be OCO or LEGS on a margin account, which takes no list that is paid by its entry", "BRACKET");
        }

        var rules = ReadRules(texts);
        return texts.Problems.IsEmpty
            ? new SettingsReadResult(new SymbolConfiguration(settings, rules), [])
            : new SettingsReadResult(null, texts.Problems);
    }

    /// <summary>The settings of a symbol for which no variable is set.</summary>
    /// <param name="symbol">Traded pair, in capitals.</param>
    public static SymbolSettings DefaultsFor(string symbol)
    {
        var original = new SymbolSettings { Symbol = symbol };
        return symbol.StartsWith("BTC", StringComparison.Ordinal) ? original : original with
        {
            EntryOffset = Scaled(original.EntryOffset),
            TrailStep = Scaled(original.TrailStep),
            TrailSwingBuffer = Scaled(original.TrailSwingBuffer),
        };
    }

    /// <summary>The settings in force as text, in catalogue order; blank = left to the exchange. Read again they give the same.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Describe(SymbolConfiguration configuration)
    {
        var rules = configuration.Rules;
        var texts = SettingBindings.All.ToDictionary(binding => binding.Name, binding => binding.Write(configuration.Settings));
        texts["SYMBOL"] = configuration.Settings.Symbol;
        texts["TICK_SIZE"] = Written(rules.TickSize);
        texts["QTY_STEP"] = Written(rules.LotStep);
        texts["MIN_QTY"] = Written(rules.MinQuantity);
        texts["MIN_NOTIONAL"] = Written(rules.MinNotional);
        return from definition in SettingCatalog.PerSymbol
               where texts.ContainsKey(definition.Name)
               select KeyValuePair.Create(definition.Name, texts[definition.Name]);
    }

    private static RuleOverrides ReadRules(SettingTexts t) => new()
    {
        TickSize = t.OptionalNumber("TICK_SIZE", NumberRange.AboveZero),
        LotStep = t.OptionalNumber("QTY_STEP", NumberRange.AboveZero),
        MinQuantity = t.OptionalNumber("MIN_QTY", NumberRange.ZeroOrMore),
        MinNotional = t.OptionalNumber("MIN_NOTIONAL", NumberRange.ZeroOrMore),
    };

    private static PriceDistance Scaled(PriceDistance amount) =>
        PriceDistance.Fraction(decimal.Round(amount.Value / TypicalBitcoinPrice, FractionDecimals));

    private static string Written(decimal? rule) => rule?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
