using System.Text.Json;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Vectors;

public sealed class PlanBVectorTests
{
    [Fact]
    [Trait("Suite", "vectors")]
    public void EveryCase_OfPlanB_GivesTheSameVerdict() => new VectorRun("planb.json", Tolerance.OfVectors).Check(Answer);

    private static Outcome Answer(VectorCase one)
    {
        one.Settings.MustHaveOnly(one.Name, "PLANB_MAX_DEV_R_MULT", "PLANB_MAX_DEV_USD", "PLANB_ABORT_IF_PAST_TP1");
        one.Input.MustHaveOnly(one.Name, "position", "px_exec");
        var position = one.Input.GetProperty("position");
        position.MustHaveOnly(one.Name, "side", "prices");
        var prices = position.Maybe("prices");
        prices?.MustHaveOnly(one.Name, "entry", "sl", "tp1", "tp2");
        if (Price(prices, "entry") is not { } entry || Price(prices, "sl") is not { } stop || Price(prices, "tp1") is not { } target)
        {
            // A price that is missing cannot be handed to the guard at all.
            return Refused(PlanBGuard.BadPrices, new Outcome());
        }

        // A side that is neither long nor short cannot be written down here; it has no target that could be passed.
        var hasSide = PositionSideExtensions.TryParse(position.Maybe("side")?.GetString(), out var side);
        var settings = new SymbolSettings
        {
            Symbol = "BTCUSDC",
            PlanBMaxDeviationR = one.Settings.Number("PLANB_MAX_DEV_R_MULT"),
            PlanBMaxDeviation = one.Settings.Number("PLANB_MAX_DEV_USD"),
            PlanBAbortIfPastTarget = hasSide && one.Settings.Flag("PLANB_ABORT_IF_PAST_TP1"),
        };
        return Show(PlanBGuard.Check(side, entry, stop, target, one.Input.Number("px_exec"), settings));
    }

    private static Outcome Show(PlanBVerdict verdict)
    {
        var info = new Outcome { ["entry"] = verdict.Entry, ["sl"] = verdict.Stop };
        if (verdict.Reason != PlanBGuard.BadPrices)
        {
            info["px_exec"] = verdict.Price;
            info["risk"] = verdict.Risk;
            info["dev"] = verdict.Deviation;
            info["max_dev"] = verdict.MaxDeviation;
        }

        if (verdict.Target1 is { } target)
        {
            info["tp1"] = target;
        }

        return new Outcome { ["allowed"] = verdict.Allowed, ["reason"] = verdict.Reason, ["info"] = info };
    }

    private static Outcome Refused(string reason, Outcome info) => new() { ["allowed"] = false, ["reason"] = reason, ["info"] = info };

    private static decimal? Price(JsonElement? prices, string name) =>
        prices?.Maybe(name) is { } price && price.TryDecimal(out var number) ? number : null;
}
