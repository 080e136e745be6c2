using Microsoft.Extensions.Options;

namespace Executor.Grains;

internal sealed class GrainOptionsValidator : IValidateOptions<GrainOptions>
{
    public ValidateOptionsResult Validate(string? name, GrainOptions options)
    {
        var errors = new ValidateOptionsResultBuilder();
        Check(nameof(options.ExchangeTimeout), options.ExchangeTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Check(nameof(options.SendLease), options.SendLease, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));
        Check(nameof(options.SweepEvery), options.SweepEvery, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));
        Check(nameof(options.GatePatience), options.GatePatience, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(10));
        Check(nameof(options.LoanSpacing), options.LoanSpacing, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(10));
        Check(nameof(options.ShutdownRetry), options.ShutdownRetry, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Check(nameof(options.EmergencyCooldown), options.EmergencyCooldown, TimeSpan.Zero, TimeSpan.FromDays(7));
        return errors.Build();

        void Check(string option, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
                errors.AddError($"must be {least} to {most}, is {value}.", $"{GrainOptions.Section}:{option}");
        }
    }
}
