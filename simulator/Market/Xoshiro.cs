using System.Numerics;

namespace Executor.Simulator.Market;

/// <summary>
/// The generator xoshiro256** of Blackman and Vigna, its state filled by splitmix64: the same numbers on every platform and runtime,
/// which System.Random does not promise.
/// </summary>
internal sealed class Xoshiro
{
    private const int UniformBits = 16;
    private const int Summands = 12;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public Xoshiro(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>What one standard deviation of <see cref="NextNormal"/> is.</summary>
    public const long NormalUnit = 1L << UniformBits;

    public ulong Next()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            var shifted = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= shifted;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>A whole number from 0 to <paramref name="exclusive"/> - 1, by the high half of a product.</summary>
    public int Below(int exclusive) => (int)(((Next() >> 32) * (ulong)exclusive) >> 32);

    /// <summary>A whole number from -<paramref name="bound"/> to <paramref name="bound"/>.</summary>
    public int Around(int bound) => Below((2 * bound) + 1) - bound;

    /// <summary>
    /// A number with mean 0 and standard deviation <see cref="NormalUnit"/>, nearly normal: the sum of twelve uniform ones. Whole
    /// numbers only, so that no platform's logarithm decides a price.
    /// </summary>
    public long NextNormal()
    {
        long sum = 0;
        for (var drawn = 0; drawn < Summands; drawn += 4)
        {
            var bits = Next();
            for (var part = 0; part < 4; part++)
            {
                sum += (long)(bits & (NormalUnit - 1));
                bits >>= UniformBits;
            }
        }
        return sum - (Summands / 2 * (NormalUnit - 1));
    }

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
