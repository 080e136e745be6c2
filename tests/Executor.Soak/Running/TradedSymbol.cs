using Executor.Core.Exchange;

namespace Executor.Soak.Running;

/// <summary>A market and how the executor trades it.</summary>
/// <param name="Base">Base asset; the quote is USDT.</param>
/// <param name="Price">Where the market begins.</param>
/// <param name="Account">Wallet that is traded on.</param>
/// <param name="Style">EXIT_STYLE.</param>
/// <param name="Borrow">MARGIN_BORROW_MODE.</param>
/// <param name="Entry">ENTRY_MODE.</param>
internal sealed record TradedSymbol(string Base, decimal Price, TradingAccount Account, string Style, string Borrow, string Entry)
{
    public string Name => Base + "USDT";

    /// <summary>Decimals of its price: about six digits in all.</summary>
    public int PriceDecimals => Price >= 1_000m ? 2 : Price >= 10m ? 3 : 4;

    public decimal Tick => PriceDecimals switch { 2 => 0.01m, 3 => 0.001m, _ => 0.0001m };

    /// <summary>Lot step: an order of 10 USDT has a thousand of them.</summary>
    public decimal LotStep => Price >= 1_000m ? 0.00001m : Price >= 10m ? 0.001m : 0.01m;

    /// <summary>Settings of the silo for this symbol; those that are amounts of quote fit its price.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings() => new Dictionary<string, string>
    {
        ["TRADE_MODE"] = Account == TradingAccount.Spot ? "SPOT" : "MARGIN",
        ["MARGIN_ISOLATED"] = Account == TradingAccount.IsolatedMargin ? "1" : "0",
        ["MARGIN_BORROW_MODE"] = Borrow,
        ["EXIT_STYLE"] = Style,
        ["ENTRY_MODE"] = Entry,
        ["ENTRY_OFFSET_USD"] = Text(Tick),
        ["TRAIL_STEP_USD"] = Text(Price / 5_000m),
        ["TRAIL_SWING_BUFFER_USD"] = Text(Price / 5_000m),
    }.Select(setting => KeyValuePair.Create($"Executor__Symbols__{Name}__{setting.Key}", setting.Value));

    private static string Text(decimal value) => decimal.Round(value, 8).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
