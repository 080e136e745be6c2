using Executor.Simulator.Market;

namespace Executor.Simulator.Server;

/// <summary>Draws the ids that the exchange generates. Thread-safe.</summary>
internal sealed class NameSource(ulong seed)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 22;
    private readonly Lock _gate = new();
    private readonly Xoshiro _random = new(seed);

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
