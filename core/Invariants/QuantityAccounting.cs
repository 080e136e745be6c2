namespace Executor.Core.Invariants;

/// <summary>I3: the legs are tradable and add up to the whole.</summary>
internal static class QuantityAccounting
{
    /// <summary>Where no step is known, sums of exact decimals that differ by less are the same.</summary>
    private const decimal Noise = 1e-12m;

    public static InvariantFinding? Find(InvariantScan scan)
    {
        if (scan.Facts is not { Position: { IsLive: true, Quantity: > 0m and var total, Exits: { Shape: not FactShape.Malformed } exits } } facts
            || exits.Legs is not [> 0m and var first, > 0m and var second, > 0m and var third])
        {
            return null;
        }

        (string Name, object? Value)[] quantities = [("qty_total", total), ("qty1", first), ("qty2", second), ("qty3", third)];
        if (Math.Min(first, Math.Min(second, third)) < facts.MinQuantity)
        {
            return InvariantFinding.Error("I3", "A leg is below the least quantity.", [.. quantities, ("min_qty", facts.MinQuantity)]);
        }

        var sum = first + second + third;
        var difference = Math.Abs(sum - total);
        var isOff = facts.LotStep > 0m ? difference > facts.LotStep : difference >= Noise;
        return isOff
            ? InvariantFinding.Error("I3", "The legs do not add up to the position.", [.. quantities, ("sum", sum), ("qty_step", facts.LotStep)])
            : null;
    }
}
