using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Vectors;

/// <summary>
/// Hands an exit plan of the vectors to <see cref="ExitPlanCheck"/>. What our types cannot hold (no price map, texts that are no numbers,
/// other sides) is told apart here, at the place of the original's order of rules.
/// </summary>
internal static class ExitPlanInput
{
    private static readonly string[] Names = ["entry", "sl", "tp1", "tp2"];

    public static SymbolRules Rules(JsonElement settings) => new()
    {
        Symbol = "BTCUSDC",
        BaseAsset = "BTC",
        QuoteAsset = "USDC",
        TickSize = settings.Number("TICK_SIZE"),
        LotStep = settings.Number("QTY_STEP"),
        MinQuantity = settings.Number("MIN_QTY"),
        MinNotional = settings.Number("MIN_NOTIONAL"),
    };

    public static Outcome Check(string? side, JsonElement? quantity, JsonElement? prices, SymbolRules rules)
    {
        if (prices is not { ValueKind: JsonValueKind.Object } map)
        {
            return Fault("prices_not_object");
        }

        if (Names.Any(name => map.Maybe(name) is null))
        {
            return Fault("missing_price");
        }

        foreach (var name in Names)
        {
            if (!map.GetProperty(name).TryDecimal(out var price))
            {
                return Fault(IsInfinite(map.GetProperty(name)) ? "non_positive_price" : "unparsable_price");
            }

            if (price <= 0m)
            {
                return Fault("non_positive_price");
            }
        }

        var four = new ExitPrices(map.Number("entry"), map.Number("sl"), map.Number("tp1"), map.Number("tp2"));
        Assert.Null(ExitPlanCheck.CheckPrices(four));
        if (!PositionSideExtensions.TryParse(side, out var parsed))
        {
            return Fault("bad_side");
        }

        var total = quantity is { } element && element.TryDecimal(out var number) ? number : 0m;
        return ExitPlanCheck.Check(parsed, total, four, rules) switch
        {
            ExitPlanResult.Accepted accepted => Show(accepted),
            ExitPlanResult.Refused refused => Fault(refused.Error.Category()),
            var other => throw new InvalidDataException($"unknown result {other}"),
        };
    }

    private static Outcome Show(ExitPlanResult.Accepted plan)
    {
        var shown = SplitVectorTests.Legs(plan.Legs);
        shown["qty_total_r"] = plan.Quantity;
        shown["prices"] = new Outcome
        {
            ["entry"] = plan.Prices.Entry,
            ["sl"] = plan.Prices.Stop,
            ["tp1"] = plan.Prices.Target1,
            ["tp2"] = plan.Prices.Target2,
        };
        return shown;
    }

    private static bool IsInfinite(JsonElement text) =>
        text.ValueKind == JsonValueKind.String
        && text.GetString()?.Trim().TrimStart('+', '-').ToUpperInvariant() is "NAN" or "INF" or "INFINITY";

    private static Outcome Fault(string category) => new() { ["error_contains"] = category };
}
