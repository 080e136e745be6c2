using Executor.Simulator.Market;

namespace Executor.Simulator.Server;

/// <summary>Draws the ids that the exchange generates. Thread-safe.</summary>
/// <param name="seed">Seed of everything that is drawn.</param>
/// <param name="past">How much the books hold already: with it a venue that is opened again does not draw the names of its open orders once more.</param>
internal sealed class NameSource(ulong seed, ulong past)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 22;
    private const ulong Stride = 0x9E3779B97F4A7C15; // spreads neighbouring numbers over all 64 bits
    private readonly Lock _gate = new();
    private readonly Xoshiro _random = new(unchecked(seed + (past * Stride)));

    public string Next()
    {
        lock (_gate)
            return string.Create(Length, _random, (letters, random) =>
            {
                for (var index = 0; index < letters.Length; index++)
                    letters[index] = Alphabet[random.Below(Alphabet.Length)];
            });
    }
}
