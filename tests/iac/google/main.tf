# Each resource stands here twice: "bad" must be found at its address, "good" must not be.

resource "google_kms_key_ring" "ai" {
  name     = "ai"
  location = "europe-west4"
  project  = "acme-ai"
}

resource "google_kms_crypto_key" "good" {
  name            = "ai"
  key_ring        = google_kms_key_ring.ai.id
  purpose         = "ENCRYPT_DECRYPT"
  rotation_period = "7776000s"
}

resource "google_kms_crypto_key" "bad" {
  name     = "old"
  key_ring = google_kms_key_ring.ai.id
  purpose  = "ENCRYPT_DECRYPT"
}

resource "google_storage_bucket" "logs" {
  name                        = "acme-access-logs"
  project                     = "acme-ai"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}

resource "google_storage_bucket" "good" {
  name                        = "acme-good-training"
  project                     = "acme-ai"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  versioning {
    enabled = true
  }
  logging {
    log_bucket = google_storage_bucket.logs.name
  }
  encryption {
    default_kms_key_name = google_kms_crypto_key.good.id
  }
}

resource "google_storage_bucket" "bad" {
  name     = "acme-bad-training"
  project  = "acme-ai"
  location = "EU"
}

resource "google_storage_bucket_iam_member" "bad" {
  bucket = google_storage_bucket.bad.name
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}

resource "google_vertex_ai_index" "good" {
  labels = { owner = "claims", environment = "production" }
  display_name = "good"
  project      = "acme-ai"
  region       = "europe-west4"
  metadata {
    contents_delta_uri = "gs://acme-good-training/passages"
  }
  encryption_spec {
    kms_key_name = google_kms_crypto_key.good.id
  }
}

resource "google_vertex_ai_index" "bad" {
  display_name = "bad"
  project      = "acme-ai"
  region       = "europe-west4"
  metadata {
    contents_delta_uri = "gs://acme-bad-training/passages"
  }
}

resource "google_vertex_ai_index_endpoint" "bad" {
  display_name            = "bad"
  project                 = "acme-ai"
  region                  = "europe-west4"
  public_endpoint_enabled = true
}

resource "google_vertex_ai_endpoint" "good" {
  labels = { owner = "claims", environment = "production" }
  name         = "good"
  display_name = "good"
  project      = "acme-ai"
  location     = "europe-west4"
  encryption_spec {
    kms_key_name = google_kms_crypto_key.good.id
  }
  private_service_connect_config {
    enable_private_service_connect = true
  }
  predict_request_response_logging_config {
    enabled       = true
    sampling_rate = 1
    bigquery_destination {
      output_uri = "bq://acme-ai.logs.requests"
    }
  }
}

resource "google_vertex_ai_endpoint" "bad" {
  name         = "bad"
  display_name = "bad"
  project      = "acme-ai"
  location     = "europe-west4"
}

resource "google_service_account" "good" {
  account_id = "good-notebook"
  project    = "acme-ai"
}

resource "google_workbench_instance" "good" {
  labels = { owner = "claims", environment = "production" }
  name     = "good"
  project  = "acme-ai"
  location = "europe-west4-a"
  gce_setup {
    machine_type      = "e2-standard-4"
    disable_public_ip = true
    service_accounts {
      email = google_service_account.good.email
    }
    boot_disk {
      disk_encryption = "CMEK"
      kms_key         = google_kms_crypto_key.good.id
    }
    data_disks {
      disk_encryption = "CMEK"
      kms_key         = google_kms_crypto_key.good.id
    }
    shielded_instance_config {
      enable_secure_boot          = true
      enable_vtpm                 = true
      enable_integrity_monitoring = true
    }
    metadata = { notebook-disable-root = "true", disable-legacy-endpoints = "true", notebook-disable-downloads = "true" }
  }
}

resource "google_workbench_instance" "bad" {
  name     = "bad"
  project  = "acme-ai"
  location = "europe-west4-a"
  gce_setup {
    machine_type      = "e2-standard-4"
    disable_public_ip = false
    network_interfaces {
      network = "projects/acme-ai/global/networks/default"
      access_configs {
        external_ip = "203.0.113.7"
      }
    }
  }
}

resource "google_cloud_run_v2_service" "bad" {
  name     = "bad"
  project  = "acme-ai"
  location = "europe-west4"
  ingress  = "INGRESS_TRAFFIC_ALL"
  template {
    containers {
      image = "europe-west4-docker.pkg.dev/acme-ai/apps/chat:latest"
      env {
        name  = "OPENAI_API_KEY"
        value = "sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6"
      }
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "bad" {
  name     = google_cloud_run_v2_service.bad.name
  location = "europe-west4"
  role     = "roles/run.invoker"
  member   = "allUsers"
}

resource "google_model_armor_template" "good" {
  template_id = "good"
  project     = "acme-ai"
  location    = "europe-west4"
  filter_config {
    pi_and_jailbreak_filter_settings {
      filter_enforcement = "ENABLED"
      confidence_level   = "LOW_AND_ABOVE"
    }
    malicious_uri_filter_settings {
      filter_enforcement = "ENABLED"
    }
    sdp_settings {
      basic_config {
        filter_enforcement = "ENABLED"
      }
    }
    rai_settings {
      rai_filters {
        filter_type      = "DANGEROUS"
        confidence_level = "LOW_AND_ABOVE"
      }
      rai_filters {
        filter_type      = "HARASSMENT"
        confidence_level = "LOW_AND_ABOVE"
      }
      rai_filters {
        filter_type      = "HATE_SPEECH"
        confidence_level = "LOW_AND_ABOVE"
      }
      rai_filters {
        filter_type      = "SEXUALLY_EXPLICIT"
        confidence_level = "LOW_AND_ABOVE"
      }
    }
  }
  template_metadata {
    enforcement_type         = "INSPECT_AND_BLOCK"
    log_sanitize_operations  = true
  }
}

resource "google_model_armor_template" "bad" {
  template_id = "bad"
  project     = "acme-ai"
  location    = "europe-west4"
  filter_config {
    rai_settings {
      rai_filters {
        filter_type      = "DANGEROUS"
        confidence_level = "HIGH"
      }
    }
  }
}
