using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Executor.Core.Ledger;

/// <summary>A calendar month, UTC.</summary>
/// <param name="Year">1 to 9999.</param>
/// <param name="Month">1 to 12.</param>
public readonly record struct LedgerMonth(int Year, int Month)
{
    /// <summary>First moment, UTC.</summary>
    public DateTimeOffset Start => new(Year, Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The month of <paramref name="time"/>.</summary>
    public static LedgerMonth Of(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month);

    /// <summary>Reads <c>yyyy-MM</c>; false for anything else, or null.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out LedgerMonth month)
    {
        var isMonth = DateTime.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first);
        month = isMonth ? new LedgerMonth(first.Year, first.Month) : default;
        return isMonth;
    }

    /// <summary><c>yyyy-MM</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}");
}
