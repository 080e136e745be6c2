using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Executor.Core.Arithmetic;

namespace Executor.Core.Settings;

/// <summary>
/// Reads texts into values and collects every problem. A blank text is the same as none; a text that cannot be read is a problem and never
/// a silent default (W57).
/// </summary>
internal sealed class SettingTexts(IReadOnlyDictionary<string, string> values)
{
    private const string BasisPoints = "bps";
    private const decimal BasisPointsPerUnit = 10_000m;
    private const decimal MaxSeconds = 31_536_000m;

    private readonly ImmutableArray<SettingProblem>.Builder problems = ImmutableArray.CreateBuilder<SettingProblem>();

    public ImmutableArray<SettingProblem> Problems => problems.ToImmutable();

    public void Report(string name, string rule, string value) => problems.Add(new SettingProblem(name, rule, value));

    public bool Switch(string name, bool unset) => Text(name) is not { } text ? unset : text.ToUpperInvariant() switch
    {
        "1" or "TRUE" or "YES" or "Y" or "ON" => true,
        "0" or "FALSE" or "NO" or "N" or "OFF" => false,
        _ => Refused(name, "must be one of 1 true yes y on 0 false no n off", text, unset),
    };

    public int WholeNumber(string name, int unset, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return unset;
        }

        var isWhole = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        return isWhole && value >= least && value <= most
            ? value
            : Refused(name, $"must be a whole number from {least} to {most}", text, unset);
    }

    public decimal Number(string name, decimal unset, NumberRange range) => Text(name) is not { } text ? unset
        : TryNumber(text, out var value) && range.Holds(value) ? value
        : Refused(name, $"must be a number {range}", text, unset);

    public decimal? OptionalNumber(string name, NumberRange range) => Text(name) is not { } text ? null
        : TryNumber(text, out var value) && range.Holds(value) ? value
        : Refused<decimal?>(name, $"must be a number {range}", text, null);

    public TimeSpan Seconds(string name, TimeSpan unset, NumberRange range)
    {
        var bounded = range with { Most = MaxSeconds };
        return Text(name) is not { } text ? unset
            : TryNumber(text, out var value) && bounded.Holds(value) ? TimeSpan.FromTicks((long)(value * TimeSpan.TicksPerSecond))
            : Refused(name, $"must be a number of seconds {bounded}", text, unset);
    }

    public PriceDistance Distance(string name, PriceDistance unset, NumberRange range)
    {
        if (Text(name) is not { } text)
        {
            return unset;
        }

        var isFraction = text.EndsWith(BasisPoints, StringComparison.OrdinalIgnoreCase);
        if (!TryNumber(isFraction ? text[..^BasisPoints.Length] : text, out var value) || !range.Holds(value))
        {
            return Refused(name, $"must be an amount like 0.5 or a fraction like 5bps, {range}", text, unset);
        }

        return isFraction ? PriceDistance.Fraction(value / BasisPointsPerUnit) : PriceDistance.Amount(value);
    }

    public T Choice<T>(string name, T unset, IReadOnlyDictionary<string, T> words) => Text(name) is not { } text ? unset
        : words.TryGetValue(text.ToUpperInvariant(), out var value) ? value
        : Refused(name, $"must be one of {string.Join(' ', words.Keys)}", text, unset);

    public ImmutableArray<decimal> NumberList(string name, ImmutableArray<decimal> unset, int least, NumberRange range)
    {
        if (Text(name) is not { } text)
        {
            return unset;
        }

        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var numbers = parts.Select(part => TryNumber(part, out var number) && range.Holds(number) ? number : (decimal?)null).ToArray();
        return numbers.Length >= least && !numbers.Contains(null)
            ? [.. numbers.Select(number => number ?? 0m)]
            : Refused(name, $"must be at least {least} numbers {range} with commas between", text, unset);
    }

    /// <summary>An asset in capitals; <paramref name="unset"/> when there is no text.</summary>
    public string? Asset(string name, string? unset) => Text(name)?.ToUpperInvariant() is not { } text ? unset
        : text.All(char.IsAsciiLetterOrDigit) ? text
        : Refused(name, "must be an asset like USDC", text, unset);

    /// <summary>A JSON object of numbers above 0 by asset.</summary>
    public ImmutableSortedDictionary<string, decimal> AssetNumbers(string name, ImmutableSortedDictionary<string, decimal> unset)
    {
        const string Rule = "must be a JSON object of numbers above 0 by asset, like {\"USDC\":0.01}";
        if (Text(name) is not { } text)
        {
            return unset;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Refused(name, Rule, text, unset);
            }

            var numbers = unset.Clear();
            foreach (var entry in json.RootElement.EnumerateObject())
            {
                var written = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString() ?? string.Empty : entry.Value.GetRawText();
                if (!TryNumber(written, out var number) || number <= 0m)
                {
                    return Refused(name, Rule, text, unset);
                }

                numbers = numbers.SetItem(entry.Name.ToUpperInvariant(), number);
            }

            return numbers;
        }
        catch (JsonException)
        {
            return Refused(name, Rule, text, unset); // the rule says what is wrong; the parser's own words name positions only
        }
    }

    public static string Write(ImmutableSortedDictionary<string, decimal> numbers) => numbers.IsEmpty
        ? string.Empty
        : $"{{{string.Join(',', numbers.Select(entry => $"\"{entry.Key}\":{NumberText.Plain(entry.Value)}"))}}}";

    public static string Write(PriceDistance distance) => distance.IsFraction
        ? NumberText.Plain(distance.Value * BasisPointsPerUnit) + BasisPoints
        : NumberText.Plain(distance.Value);

    public static string Write(TimeSpan time) => NumberText.Plain((decimal)time.Ticks / TimeSpan.TicksPerSecond);

    public static string Write(bool value) => value ? "true" : "false";

    private static bool TryNumber(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private string? Text(string name) => values.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private T Refused<T>(string name, string rule, string text, T unset)
    {
        Report(name, rule, text);
        return unset;
    }
}
