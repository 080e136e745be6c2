using Executor.Simulator.Server.Scenarios;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Account;

/// <summary>Commission rates as the exchange shows them. Source: Binance spot API, commission rates.</summary>
internal static class CommissionJson
{
    /// <summary>Rates of one market, inside an object.</summary>
    public static void ForSymbol(WireWriter writer, string symbol, FeeScenario fees)
    {
        writer.Text("symbol", symbol);
        Rates(writer, "standardCommission", fees.Maker, fees.Taker);
        Rates(writer, "specialCommission", 0m, 0m);
        Rates(writer, "taxCommission", 0m, 0m);
        Discount(writer, fees);
    }

    /// <summary>Rates of an order that was only tested, inside an object.</summary>
    public static void ForOrder(WireWriter writer, FeeScenario fees)
    {
        OrderRates(writer, "standardCommissionForOrder", fees.Maker, fees.Taker);
        OrderRates(writer, "specialCommissionForOrder", 0m, 0m);
        OrderRates(writer, "taxCommissionForOrder", 0m, 0m);
        Discount(writer, fees);
    }

    private static void Rates(WireWriter writer, string name, decimal maker, decimal taker) => writer.Fields(name, () =>
        writer.Amount("maker", maker).Amount("taker", taker).Amount("buyer", 0m).Amount("seller", 0m));

    private static void OrderRates(WireWriter writer, string name, decimal maker, decimal taker) =>
        writer.Fields(name, () => writer.Amount("maker", maker).Amount("taker", taker));

    private static void Discount(WireWriter writer, FeeScenario fees) => writer.Fields("discount", () => writer
        .Flag("enabledForAccount", fees.InBnb).Flag("enabledForSymbol", true).Text("discountAsset", "BNB").Amount("discount", 1m - fees.BnbDiscount));
}
