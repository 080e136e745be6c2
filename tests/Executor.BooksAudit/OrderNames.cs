using Executor.Core.Exchange;
using Executor.Core.Planning;

namespace Executor.BooksAudit;

/// <summary>What the client order ids on the exchange tell: <c>EX_&lt;purpose&gt;_&lt;trade&gt;_&lt;revision&gt;e&lt;owner&gt;</c>.</summary>
internal static class OrderNames
{
    private const int TradeDigits = 12;
    private const string Liquidation = "autoliq-";

    public static bool IsOurs(OrderReport order) => ClientOrderIds.IsOurs(order.ClientOrderId);

    /// <summary>The exchange sells what is ours: that counts as ours as well.</summary>
    public static bool IsLiquidation(OrderReport order) => order.ClientOrderId.StartsWith(Liquidation, StringComparison.Ordinal);

    public static bool IsEntry(OrderReport order) => PurposeOf(order) == "EN";

    /// <summary>Buys what a repayment lacks; no exit.</summary>
    public static bool IsDebtOrder(OrderReport order) => PurposeOf(order) == "DEBT";

    /// <summary>The part that all orders of a trade share: twelve hex digits; null when the name has none.</summary>
    public static string? TradeOf(OrderReport order) => IsOurs(order)
        ? order.ClientOrderId.Split('_').Skip(2).FirstOrDefault(part => part.Length == TradeDigits && part.All(char.IsAsciiHexDigitLower))
        : null;

    private static string? PurposeOf(OrderReport order) => order.ClientOrderId.Split('_') is [_, var purpose, ..] && IsOurs(order) ? purpose : null;
}
